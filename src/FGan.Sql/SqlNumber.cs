using FGan.Data;

namespace FGan.Sql;

/// <summary>Which numbers a database keeps as integers.</summary>
internal static class SqlNumber
{
    /// <summary>From here on a 64-bit integer has no room.</summary>
    private const double TooLarge = 9.2e18;

    /// <summary>Whether 32 bits are enough for whole numbers.</summary>
    public static bool Fits32Bits(NumericColumn column) =>
        column.Minimum >= int.MinValue && column.Maximum <= int.MaxValue;

    /// <summary>Whether a column is of whole numbers and written so.</summary>
    public static bool IsWhole(NumericColumn column) =>
        column.IsInteger && column.Decimals is null or 0 && column.Minimum > -TooLarge && column.Maximum < TooLarge;
}
