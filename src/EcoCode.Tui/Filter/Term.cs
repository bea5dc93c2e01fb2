using System.IO.Enumeration;
using EcoCode.Tui.Rows;

namespace EcoCode.Tui.Filter;

/// <summary>A filter or a part of one.</summary>
internal abstract class Term
{
    internal abstract bool Passes(Row row);

    /// <summary>Both must pass.</summary>
    internal sealed class And(Term left, Term right) : Term
    {
        internal override bool Passes(Row row) => left.Passes(row) && right.Passes(row);
    }

    /// <summary>One must pass.</summary>
    internal sealed class Or(Term left, Term right) : Term
    {
        internal override bool Passes(Row row) => left.Passes(row) || right.Passes(row);
    }

    /// <summary>It must not pass.</summary>
    internal sealed class Not(Term inner) : Term
    {
        internal override bool Passes(Row row) => !inner.Passes(row);
    }

    /// <summary>The command has the text in it, in letters of either case.</summary>
    internal sealed class Text(string text) : Term
    {
        internal override bool Passes(Row row) => row.Command.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A word of the row is the one asked for; <c>*</c> and <c>?</c> stand for any characters.</summary>
    internal sealed class Word(FilterField field, string pattern, bool wanted) : Term
    {
        internal override bool Passes(Row row)
            => FileSystemName.MatchesSimpleExpression(pattern, field == FilterField.User ? row.User : row.Command) == wanted;
    }

    /// <summary>A figure of the row compares as asked for. What is not known compares with nothing.</summary>
    internal sealed class Figure(FilterField field, Comparison comparison, double value) : Term
    {
        internal override bool Passes(Row row)
        {
            if (Of(row) is not { } figure) return false;
            return comparison switch
            {
                Comparison.Equal => figure.Equals(value),
                Comparison.NotEqual => !figure.Equals(value),
                Comparison.Less => figure < value,
                Comparison.LessOrEqual => figure <= value,
                Comparison.Greater => figure > value,
                _ => figure >= value,
            };
        }

        private double? Of(Row row) => field switch
        {
            FilterField.Power => row.Watts,
            FilterField.Energy => row.Energy.Joules,
            FilterField.Co2e => row.Grams,
            FilterField.Cost => row.Cost,
            FilterField.Cpu => row.Cores * 100,
            FilterField.Gpu => row.Gpus * 100,
            _ => row.Pid == 0 ? null : row.Pid,
        };
    }
}
