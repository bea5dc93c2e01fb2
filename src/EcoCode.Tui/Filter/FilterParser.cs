using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EcoCode.Tui.Filter;

/// <summary>Reads one filter: <c>or</c> binds less than <c>and</c>, which may be left out, and that less than <c>!</c>.</summary>
internal sealed class FilterParser
{
    /// <summary>So deep nobody nests by hand; beyond it the parser would use up its stack.</summary>
    private const int Deepest = 50;

    private static readonly (string Name, FilterField Field)[] Fields =
    [
        ("power", FilterField.Power), ("energy", FilterField.Energy), ("co2e", FilterField.Co2e), ("cost", FilterField.Cost), ("cpu", FilterField.Cpu),
        ("gpu", FilterField.Gpu), ("pid", FilterField.Pid), ("user", FilterField.User), ("name", FilterField.Command), ("command", FilterField.Command),
    ];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.+-");

    private readonly List<FilterWord> _words;
    private int _at;
    private FilterFault? _fault;

    internal FilterParser(string text) => _words = FilterWord.Split(text);

    private FilterWord Next => _words[_at];

    internal bool TryParse([NotNullWhen(true)] out Term? term, [NotNullWhen(false)] out FilterFault? fault)
    {
        term = Either(0);
        if (term is not null && Next.Kind != FilterWordKind.End) term = Wrong(Next, $"nothing can follow here, and `{Next.Text}` does");
        fault = term is null ? _fault! : null;
        return term is not null;
    }

    private Term? Either(int depth)
    {
        Term? left = All(depth);
        while (left is not null && Next.Kind == FilterWordKind.Or)
        {
            _at++;
            left = All(depth) is { } right ? new Term.Or(left, right) : null;
        }

        return left;
    }

    private Term? All(int depth)
    {
        Term? left = One(depth);
        while (left is not null && Next.Kind is not (FilterWordKind.Or or FilterWordKind.Close or FilterWordKind.End))
        {
            if (Next.Kind == FilterWordKind.And) _at++;
            left = One(depth) is { } right ? new Term.And(left, right) : null;
        }

        return left;
    }

    private Term? One(int depth)
    {
        FilterWord word = Next;
        if (depth > Deepest) return Wrong(word, "this is nested too deep");
        switch (word.Kind)
        {
            case FilterWordKind.Not:
                _at++;
                return One(depth + 1) is { } inner ? new Term.Not(inner) : null;
            case FilterWordKind.Open:
                _at++;
                if (Either(depth + 1) is not { } group) return null;
                if (Next.Kind != FilterWordKind.Close) return Wrong(Next, "a `)` is missing");
                _at++;
                return group;
            case FilterWordKind.Word when _words[_at + 1].Kind == FilterWordKind.Comparison:
                return Compared(word);
            case FilterWordKind.Word or FilterWordKind.Quoted:
                _at++;
                return new Term.Text(word.Text);
            case FilterWordKind.Unclosed:
                return Wrong(word, "a quote has no end");
            case FilterWordKind.End:
                return Wrong(word, "something is missing here");
            default:
                return Wrong(word, word.Kind == FilterWordKind.Comparison ? $"a column must stand before `{word.Text}`" : $"`{word.Text}` can't stand here");
        }
    }

    private Term? Compared(FilterWord name)
    {
        if (FieldOf(name.Text) is not { } field) return Wrong(name, $"`{name.Text}` is no column: there are {string.Join(", ", Fields[..^1].Select(known => known.Name))}");
        FilterWord sign = _words[_at + 1];
        FilterWord value = _words[_at + 2];
        _at += 2;
        Comparison comparison = SignOf(sign.Text);
        if (value.Kind is not (FilterWordKind.Word or FilterWordKind.Quoted)) return Wrong(value, $"a value is missing behind `{sign.Text}`");
        if (field is not (FilterField.User or FilterField.Command)) return Measured(field, comparison, value);
        _at++;
        return comparison is Comparison.Equal or Comparison.NotEqual
            ? new Term.Word(field, value.Text, comparison == Comparison.Equal)
            : Wrong(sign, $"`{name.Text}` is a word: compare it with `=` or `!=`");
    }

    private Term? Measured(FilterField field, Comparison comparison, FilterWord value)
    {
        _at++;
        int digits = value.Text.AsSpan().IndexOfAnyExcept(Digits);
        string number = digits < 0 ? value.Text : value.Text[..digits];
        string unit = digits < 0 ? "" : value.Text[digits..];
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double amount)) return Wrong(value, $"`{value.Text}` is no number");

        // A unit may stand apart, and one that the column does not have is a mistake; a word that is none begins the next term.
        if (unit.Length == 0 && Next.Kind == FilterWordKind.Word && _words[_at + 1].Kind != FilterWordKind.Comparison && FilterUnits.Has(Next.Text))
        {
            value = Next;
            unit = _words[_at++].Text;
        }

        if (FilterUnits.FactorOf(field, unit) is { } factor) return new Term.Figure(field, comparison, amount * factor);
        string known = FilterUnits.Known(field);
        return Wrong(value, known.Length > 0 ? $"`{unit}` is no unit of it: {known}" : $"it has no unit, and `{unit}` is one");
    }

    private static FilterField? FieldOf(string name)
    {
        foreach ((string known, FilterField field) in Fields)
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase)) return field;
        }

        return null;
    }

    private static Comparison SignOf(string sign) => sign switch
    {
        "<" => Comparison.Less,
        "<=" => Comparison.LessOrEqual,
        ">" => Comparison.Greater,
        ">=" => Comparison.GreaterOrEqual,
        "!=" => Comparison.NotEqual,
        _ => Comparison.Equal,
    };

    private Term? Wrong(FilterWord word, string message)
    {
        _fault ??= new FilterFault(word.Start, word.Length, message);
        return null;
    }
}
