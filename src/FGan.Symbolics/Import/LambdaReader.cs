using System.Linq.Expressions;
using System.Reflection;
using Node = System.Linq.Expressions.Expression;

namespace FGan.Symbolics;

/// <summary>Reads C# lambdas such as <c>u =&gt; u * Math.Log(u)</c> as expressions.</summary>
/// <remarks>
/// Operators, the methods of <see cref="Math"/> and their namesakes on <see cref="double"/>, constants and captured variables are
/// understood; a captured value is taken as the decimal it prints as. A choice by <c>?:</c> is not: write Math.Abs, Math.Max or Math.Min.
/// </remarks>
public static class LambdaReader
{
    private const int LargestDepth = 400;

    private static readonly Dictionary<string, Func<IReadOnlyList<Expr>, Expr?>> Special = new(StringComparer.Ordinal)
    {
        ["Sqrt"] = a => Expr.Sqrt(a[0]),
        ["Cbrt"] = a => Expr.Power(a[0], Rational.Of(1, 3)),
        ["Pow"] = a => Expr.Power(a[0], a[1]),
        ["Log"] = a => a.Count == 1 ? Expr.Log(a[0]) : Expr.Log(a[0]) / Expr.Log(a[1]),
        ["Log2"] = a => Expr.Log(a[0]) / Expr.Log(2),
        ["Log10"] = a => Expr.Log(a[0]) / Expr.Log(10),
        ["LogP1"] = a => Expr.Call(Function.Log1p, a[0]),
        ["ExpM1"] = a => Expr.Call(Function.Expm1, a[0]),
    };

    private static readonly HashSet<string> ByName =
    [
        "Abs", "Sign", "Max", "Min", "Exp", "Sin", "Cos", "Tan", "Atan", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh",
    ];

    /// <summary>Reads a lambda of one variable.</summary>
    /// <param name="lambda">The lambda.</param>
    /// <param name="variable">The symbol that its parameter becomes.</param>
    /// <returns>The expression as written, nothing simplified.</returns>
    /// <exception cref="NotSupportedException">The lambda does something that is no formula; the message says what, in one line.</exception>
    public static Expr Read(Expression<Func<double, double>> lambda, Symbol variable)
    {
        ArgumentNullException.ThrowIfNull(lambda);
        return Read(lambda.Body, lambda.Parameters[0], variable, 0);
    }

    private static Expr Read(Node node, ParameterExpression parameter, Symbol variable, int depth)
    {
        if (depth > LargestDepth) throw new NotSupportedException($"The lambda nests more than {LargestDepth} deep; split it.");
        Expr Inner(Node inner) => Read(inner, parameter, variable, depth + 1);
        return node switch
        {
            ParameterExpression p when p == parameter => variable,
            ConstantExpression { Value: IConvertible value } => Number(value),
            BinaryExpression { NodeType: ExpressionType.Add or ExpressionType.Subtract } => Sum.Of(Terms(node).Select(t => t.Sign * Inner(t.Part))),
            BinaryExpression { NodeType: ExpressionType.Multiply } b => Inner(b.Left) * Inner(b.Right),
            BinaryExpression { NodeType: ExpressionType.Divide } b => Inner(b.Left) / Inner(b.Right),
            BinaryExpression { NodeType: ExpressionType.Power } b => Expr.Power(Inner(b.Left), Inner(b.Right)),
            UnaryExpression { NodeType: ExpressionType.Negate } u => -Inner(u.Operand),
            UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.UnaryPlus } u => Inner(u.Operand),
            MemberExpression member => Number(Captured(member)),
            MethodCallExpression call => Method(call.Method, [.. call.Arguments.Select(Inner)]),
            ConditionalExpression => throw new NotSupportedException(
                $"The choice {Short(node)} is no formula; write it with Math.Abs, Math.Max or Math.Min."),
            _ => throw new NotSupportedException($"{Short(node)} is no formula; use + - * /, Math functions, numbers and captured numbers."),
        };
    }

    // A long sum leans to the left as deep as it is long, so it is walked and not called through.
    private static Stack<(Expr Sign, Node Part)> Terms(Node node)
    {
        var terms = new Stack<(Expr, Node)>();
        while (node is BinaryExpression { NodeType: ExpressionType.Add or ExpressionType.Subtract } sum)
        {
            terms.Push((sum.NodeType == ExpressionType.Add ? Expr.One : Expr.MinusOne, sum.Right));
            node = sum.Left;
        }

        terms.Push((Expr.One, node));
        return terms;
    }

    private static Expr Method(MethodInfo method, Expr[] arguments)
    {
        if (method.DeclaringType == typeof(Math) || method.DeclaringType == typeof(double))
        {
            if (Special.TryGetValue(method.Name, out var special)) return special(arguments)!;
            if (ByName.Contains(method.Name)) return Expr.Call(Enum.Parse<Function>(method.Name), arguments);
        }

        throw new NotSupportedException(
            $"The method {method.DeclaringType?.Name}.{method.Name} is not known; use {string.Join(", ", ByName.Concat(Special.Keys))} of Math.");
    }

    // The compiler has replaced Math.PI and Math.E by their digits.
    private static Expr Number(object? value)
    {
        var number = value is IConvertible ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : double.NaN;
        if (number is Math.PI) return Expr.Pi;
        if (number is Math.E) return Expr.E;
        return double.IsFinite(number)
            ? Rational.FromDouble(number)
            : throw new NotSupportedException($"The value {value ?? "null"} in the lambda is no finite number.");
    }

    private static object? Captured(MemberExpression member)
    {
        var owner = member.Expression switch
        {
            null => null,
            ConstantExpression constant => constant.Value,
            MemberExpression outer => Captured(outer),
            _ => throw new NotSupportedException($"{Short(member)} is neither a captured variable nor a constant."),
        };
        return member.Member switch
        {
            FieldInfo field => field.GetValue(owner),
            PropertyInfo property => property.GetValue(owner),
            _ => null,
        };
    }

    private static string Short(Node node)
    {
        var text = node.ToString();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
