namespace FGan.Numerics;

/// <summary>Says in which order the numbers of a batch of images lie.</summary>
public enum ImageOrder
{
    /// <summary>Image after image, of each channel after channel, of each pixel after pixel: as networks of layers of any kind pass them on.</summary>
    Channels,

    /// <summary>
    /// Pixel after pixel, of each image after image, of each all channels. What a convolution multiplies is then matrices, images × channels, as they
    /// lie; and what treats every channel alike treats columns.
    /// </summary>
    Pixels,
}

/// <summary>Says in which order the images that come into a convolution lie, and those that go out.</summary>
/// <param name="Incoming">The order of those that come in; for the gradient of weights, of x.</param>
/// <param name="Outgoing">The order of those that go out; for the gradient of weights, of ∂y.</param>
public readonly record struct ImageOrders(ImageOrder Incoming, ImageOrder Outgoing);
