namespace FGan.Numerics;

/// <summary>
/// Is one product that slides over planes: results on a grid of rows × columns, each the sum over taps of a weight times what the tap sees.
/// A forward convolution has one; the way back to the images has one for each remainder of row and column by the stride, so that no sum is
/// ever scattered.
/// </summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid.</param>
/// <param name="Depth">Number of taps, over all channels that come in.</param>
/// <param name="FirstTap">Where this phase's tap offsets begin in the table of all.</param>
/// <param name="FirstWeight">Where its packed weights begin.</param>
/// <param name="ResultRow">The image row of the grid's first row.</param>
/// <param name="ResultColumn">The image column of the grid's first column.</param>
/// <param name="FirstResult">How many of a channel's results the phases before have.</param>
/// <param name="Down">Rows of the window of pixels that a result depends on.</param>
/// <param name="Across">Columns of that window.</param>
/// <param name="FirstRow">The image row that the window of the grid's first row begins in; below 0 in the padding.</param>
/// <param name="FirstColumn">The image column that the window of the grid's first column begins in.</param>
internal readonly record struct SlidingPhase(
    int Rows, int Columns, int Depth, int FirstTap, int FirstWeight, int ResultRow, int ResultColumn, int FirstResult, int Down, int Across,
    int FirstRow, int FirstColumn);
