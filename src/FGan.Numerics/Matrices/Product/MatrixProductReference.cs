namespace FGan.Numerics;

/// <summary>Defines the matrix product, one element at a time: what the fast kernels are compared with.</summary>
internal static class MatrixProductReference
{
    public static void Multiply(MatrixView a, MatrixView b, MatrixSpan c, bool accumulate, Epilogue epilogue)
    {
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < c.Columns; j++)
            {
                double sum = accumulate ? c[i, j] : 0.0;
                for (int p = 0; p < a.Columns; p++) sum += (double)a[i, p] * b[p, j];
                c[i, j] = Finish((float)sum, i, j, epilogue);
            }
        }
    }

    private static float Finish(float sum, int row, int column, Epilogue epilogue)
    {
        if (epilogue.IsSlope) return sum * epilogue.Activation.SlopeAtOutput(epilogue.Output[row, column]);
        float bias = epilogue.Bias.IsEmpty ? 0f : epilogue.Bias[column];
        return epilogue.Activation.Value(sum + bias);
    }
}
