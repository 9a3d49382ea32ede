using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FGan.Numerics;

/// <summary>Interleaves vectors of four floats: what a transposition in registers is made of.</summary>
internal static unsafe class Interleave
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Turns four columns of four: what lies side by side comes to lie <paramref name="row"/> apart.</summary>
    [MethodImpl(Inline)]
    public static void Turn4(float* source, nint column, float* destination, nint row) => Turn4(
        Vector128.Load(source), Vector128.Load(source + column), Vector128.Load(source + (2 * column)), Vector128.Load(source + (3 * column)),
        destination, row);

    /// <summary>Writes the transpose of four rows of four.</summary>
    [MethodImpl(Inline)]
    public static void Turn4(
        Vector128<float> r0, Vector128<float> r1, Vector128<float> r2, Vector128<float> r3, float* destination, nint row)
    {
        Vector128<float> low01 = Low(r0, r1), high01 = High(r0, r1), low23 = Low(r2, r3), high23 = High(r2, r3);
        LowPairs(low01, low23).Store(destination);
        HighPairs(low01, low23).Store(destination + row);
        LowPairs(high01, high23).Store(destination + (2 * row));
        HighPairs(high01, high23).Store(destination + (3 * row));
    }

    /// <summary>Turns sixteen columns of four.</summary>
    [MethodImpl(Inline)]
    public static void Turn16(float* source, nint column, float* destination, nint row)
    {
        if (!Avx512F.IsSupported)
        {
            for (int j = 0; j < 16; j += 4) Turn4(source + (j * column), column, destination + j, row);
            return;
        }

        // Column 4q + i goes to quarter q of vector i; turning every quarter then leaves each four columns where they belong.
        Vector512<float> r0 = Quarters(source, 4 * column), r1 = Quarters(source + column, 4 * column);
        Vector512<float> r2 = Quarters(source + (2 * column), 4 * column), r3 = Quarters(source + (3 * column), 4 * column);
        Vector512<double> low01 = Avx512F.UnpackLow(r0, r1).AsDouble(), high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(r2, r3).AsDouble(), high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        Avx512F.UnpackLow(low01, low23).AsSingle().Store(destination);
        Avx512F.UnpackHigh(low01, low23).AsSingle().Store(destination + row);
        Avx512F.UnpackLow(high01, high23).AsSingle().Store(destination + (2 * row));
        Avx512F.UnpackHigh(high01, high23).AsSingle().Store(destination + (3 * row));
    }

    /// <summary>Writes even₀ odd₀ even₁ odd₁ …; there are as many odd ones as even, or one fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Two(float* even, int evenCount, float* odd, int oddCount, float* destination)
    {
        int j = 0;
        for (; j <= oddCount - 4; j += 4) TwoByFour(even + j, odd + j, destination + (2 * j));
        // What is left of four or more is done with some of what went before.
        if (j < oddCount && oddCount >= 4)
        {
            j = oddCount;
            TwoByFour(even + j - 4, odd + j - 4, destination + (2 * (j - 4)));
        }

        for (; j < oddCount; j++)
        {
            destination[2 * j] = even[j];
            destination[(2 * j) + 1] = odd[j];
        }

        if (evenCount > oddCount) destination[2 * oddCount] = even[oddCount];
    }

    [MethodImpl(Inline)]
    private static void TwoByFour(float* even, float* odd, float* destination)
    {
        Vector128<float> e = Vector128.Load(even), o = Vector128.Load(odd);
        Low(e, o).Store(destination);
        High(e, o).Store(destination + 4);
    }

    /// <summary>Takes every first or every second value, or each at a longer distance, from memory that is read no further than its end.</summary>
    [MethodImpl(Inline)]
    public static void Take(float* source, float* end, int distance, float* destination, int count)
    {
        int j = 0;
        if (distance == 1 && count >= 4)
        {
            for (; j <= count - 4; j += 4) Vector128.Load(source + j).Store(destination + j);
            if (j < count) Vector128.Load(source + count - 4).Store(destination + count - 4);
            return;
        }

        for (; distance == 2 && j <= count - 4 && source + (2 * j) + 8 <= end; j += 4)
            EvenOfPairs(Vector128.Load(source + (2 * j)), Vector128.Load(source + (2 * j) + 4)).Store(destination + j);
        for (; j < count; j++) destination[j] = source[j * distance];
    }

    /// <summary>a₀ a₂ b₀ b₂.</summary>
    [MethodImpl(Inline)]
    private static Vector128<float> EvenOfPairs(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b10_00_10_00)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipEven(a, b)
        : Vector128.Create(a[0], a[2], b[0], b[2]);

    [MethodImpl(Inline)]
    private static Vector512<float> Quarters(float* source, nint distance) => Vector512.Create(
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + distance)),
        Vector256.Create(Vector128.Load(source + (2 * distance)), Vector128.Load(source + (3 * distance))));

    /// <summary>a₀ b₀ a₁ b₁.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a₂ b₂ a₃ b₃.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);

    /// <summary>a₀ a₁ b₀ b₁.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> LowPairs(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.MoveLowToHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a.AsDouble(), b.AsDouble()).AsSingle()
        : Vector128.Create(a[0], a[1], b[0], b[1]);

    /// <summary>a₂ a₃ b₂ b₃.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> HighPairs(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.MoveHighToLow(b, a)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a.AsDouble(), b.AsDouble()).AsSingle()
        : Vector128.Create(a[2], a[3], b[2], b[3]);
}
