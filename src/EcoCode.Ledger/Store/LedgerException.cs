using EcoCode.Quantities;

namespace EcoCode.Ledger.Store;

/// <summary>The ledger cannot be used: what is wrong, and what would mend it.</summary>
public sealed class LedgerException : Exception
{
    public LedgerException()
        : this(new Note("", ""))
    {
    }

    public LedgerException(string message)
        : this(new Note("", message))
    {
    }

    public LedgerException(string message, Exception innerException)
        : base(message, innerException) => Problem = new Note("", message);

    /// <param name="problem">The problem, fit to be shown.</param>
    /// <param name="innerException">What led to it.</param>
    public LedgerException(Note problem, Exception? innerException = null)
        : base((problem ?? throw new ArgumentNullException(nameof(problem))).Message, innerException) => Problem = problem;

    /// <summary>The problem, fit to be shown.</summary>
    public Note Problem { get; }
}
