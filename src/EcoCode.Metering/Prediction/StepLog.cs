namespace EcoCode.Metering.Prediction;

/// <summary>Follows a program's counter of steps, and tells what the run will have used when the counter is at its end.</summary>
/// <remarks>
/// A counter may jump, be told anew, get another end, or start again (a second epoch): that ends a pass, and what is between two passes is no
/// step. How many passes there will be is not known, so a forecast is always for the end of the present one. One thread uses it.
/// </remarks>
public sealed class StepLog
{
    /// <summary>Spans beyond the warm-up without which nothing is told.</summary>
    private const int FewestSpans = 5;

    /// <summary>A forecast whose interval is wider than so much of the figure is not sound enough to be shown.</summary>
    private const double WidestSound = 0.5;

    /// <summary>A tenth of the way.</summary>
    private const int LongestLeap = 10;

    private readonly StepSpans _spans = new();
    private StepMark? _other;

    /// <summary>The last mark that counted; null before the first.</summary>
    public StepMark? Last { get; private set; }

    /// <summary>How often the counter has run, the present time included.</summary>
    public int Passes { get; private set; }

    /// <summary>Takes a mark; none is earlier than the last one.</summary>
    public void Add(StepMark mark)
    {
        if (mark.Of <= 0 || mark.Step < 0 || mark.Step > mark.Of) return;
        if (Last is not { } last)
        {
            (Last, Passes) = (mark, 1);
            return;
        }

        if (mark.Step > last.Step && (mark.Of == last.Of || _other is null)) Go(last, mark);
        else if (mark.Of != last.Of) Consider(mark);
        else if (mark.Step < last.Step) Begin(mark);
        else _other = null;
    }

    /// <summary>What is to be expected; null while too few steps are done, or they differ too much to say anything.</summary>
    public Forecast? Expect()
    {
        if (Last is not { } last) return null;
        int warm = _spans.WarmUp(out long warmUp);
        if (_spans.Count - warm < FewestSpans) return null;
        double left = last.Of - last.Step;
        Expectation joules = Expected(last.Energy.Joules, _spans.Joules[warm..], warm, left), seconds = Expected(last.At.TotalSeconds, _spans.Seconds[warm..], warm, left);
        return joules.RelativeWidth > WidestSound || seconds.RelativeWidth > WidestSound ? null : new Forecast(last, joules, seconds, warmUp);
    }

    private Expectation Expected(double soFar, ReadOnlySpan<double> taken, int from, double left)
    {
        (double sum, double half) = Remainder.Of(_spans.Steps[from..], taken, left);
        sum = Math.Max(0, sum);
        return new Expectation(soFar + sum, soFar + Math.Max(0, sum - half), soFar + sum + half);
    }

    private void Go(StepMark last, StepMark mark)
    {
        // A counter that gets another end moves on by little; a leap is rather from one counter to another.
        bool same = mark.Of == last.Of || mark.Step - last.Step <= Math.Max(1, mark.Of / LongestLeap);
        if (same) _spans.Add(mark.Step - last.Step, (mark.At - last.At).TotalSeconds, (mark.Energy - last.Energy).Joules);
        (Last, _other) = (mark, null);
    }

    /// <summary>Another counter may be shown beside the first (an epoch, a bar within a bar): it counts when it moves while the first does not.</summary>
    private void Consider(StepMark mark)
    {
        if (_other is { } other && other.Of == mark.Of && mark.Step > other.Step)
        {
            _spans.Clear();
            Begin(other);
            Go(other, mark);
        }
        else _other = mark;
    }

    private void Begin(StepMark mark)
    {
        (Last, _other) = (mark, null);
        Passes++;
    }
}
