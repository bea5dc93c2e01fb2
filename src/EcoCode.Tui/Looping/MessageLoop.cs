using EcoCode.Tui.Input;
using EcoCode.Tui.Looks;
using EcoCode.Tui.Terminal;

namespace EcoCode.Tui.Looping;

/// <summary>Runs a program on a terminal: takes what happens, updates the model, shows it.</summary>
/// <remarks>
/// One thread, which sleeps in <see cref="ITerminal.Wait"/> while nothing happens. A frame is drawn only when the model has changed, of many messages
/// only the last model is drawn, and while the terminal takes no more output nothing is drawn at all: what it shows next is the newest.
/// </remarks>
public sealed class MessageLoop<TModel, TMessage, TEffect> : ILoopControl<TMessage>
    where TModel : class
    where TEffect : class
{
    /// <summary>How long an escape character may be the beginning of a sequence: terminals send those in one go, and slow lines tear them by no more than that.</summary>
    private static readonly TimeSpan EscapeTime = TimeSpan.FromMilliseconds(30);

    private readonly ITerminal _terminal;
    private readonly TimeProvider _time;
    private readonly LoopProgram<TModel, TMessage, TEffect> _program;
    private readonly FrameOutput _output;
    private readonly InputParser _parser = new();
    private readonly List<InputEvent> _input = [];
    private readonly byte[] _bytes = new byte[4096];
    private readonly Mailbox<TMessage> _mail;
    private readonly Pace _pace;
    private TModel _model;
    private LoopEnd? _end;
    private long _undecidedSince;
    private ScreenSize _size;

    public MessageLoop(ITerminal terminal, TimeProvider time, Theme theme, LoopProgram<TModel, TMessage, TEffect> program)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(program);
        (_terminal, _time, _program, _model) = (terminal, time, program, program.Initial);
        _output = new FrameOutput(terminal, theme);
        _mail = new Mailbox<TMessage>(terminal.Wake);
        _pace = new Pace(time, program.DataFrameEvery, program.OfTick is null ? null : program.TickEvery);
    }

    /// <summary>Whether messages may lie until the next frame is due. A stuck terminal has no such time, and they are taken as they come.</summary>
    private bool IsHolding => _pace.IsHolding && !_output.IsPending;

    /// <inheritdoc/>
    public void Post(TMessage message) => _mail.Post(message);

    /// <inheritdoc/>
    public void Quit() => _end ??= LoopEnd.Quit;

    /// <inheritdoc/>
    public void Redraw()
    {
        _output.Forget();
        _pace.Changed(byInput: true);
    }

    /// <inheritdoc/>
    public void Suspend()
    {
        _terminal.Suspend();
        Resume();
    }

    /// <summary>Takes the terminal over and runs until something ends it. The terminal is given back whatever happens.</summary>
    public LoopEnd Run()
    {
        try
        {
            _terminal.TakeOver();
            Measure();
            _pace.Changed(byInput: true);
            while (_end is null) Turn();
            return _end.Value;
        }
        finally
        {
            _terminal.Restore();
        }
    }

    /// <summary>One turn: waits, takes all that happened meanwhile, and shows what came of it.</summary>
    private void Turn()
    {
        TerminalEvents events = _terminal.Wait(Timeout(), writable: _output.IsPending, wakeable: !IsHolding);
        if ((events & TerminalEvents.Gone) != 0) _end = LoopEnd.HungUp;
        TakeSignals();
        if (_end is not null) return;
        if ((events & TerminalEvents.Input) != 0) TakeInput();
        SettleInput();
        TakeMail();
        if (_pace.TakeTick()) Tell(_program.OfTick!(_time.GetTimestamp()), byInput: false);
        if (_end is null) Show();
    }

    private TimeSpan? Timeout()
    {
        TimeSpan? wait = _pace.UntilDue(_output.IsPending);
        if (!_parser.IsUndecided) return wait;
        TimeSpan left = EscapeTime - _time.GetElapsedTime(_undecidedSince);
        return wait is { } other && other < left ? other : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void TakeSignals()
    {
        TerminalSignals signals = _terminal.TakeSignals();
        if (signals == TerminalSignals.None) return;
        if ((signals & TerminalSignals.HangUp) != 0) _end ??= LoopEnd.HungUp;
        if ((signals & TerminalSignals.Terminate) != 0) _end ??= LoopEnd.Terminated;
        if ((signals & TerminalSignals.Interrupt) != 0) _end ??= LoopEnd.Interrupted;
        if ((signals & TerminalSignals.Quit) != 0) _end ??= LoopEnd.Aborted;
        if (_end is not null) return;

        if ((signals & TerminalSignals.Stop) != 0) Suspend();
        else if ((signals & TerminalSignals.Continued) != 0) Retake();
        else if ((signals & TerminalSignals.Resized) != 0) Resume();
    }

    private void TakeInput()
    {
        int read;
        while ((read = _terminal.Read(_bytes)) > 0)
        {
            _parser.Take(_bytes.AsSpan(0, read), _input);
            _undecidedSince = _time.GetTimestamp();
            if (read < _bytes.Length) break;
        }

        if (read < 0) _end ??= LoopEnd.HungUp;
    }

    private void SettleInput()
    {
        if (_parser.IsUndecided && _time.GetElapsedTime(_undecidedSince) >= EscapeTime) _parser.Settle(_input);
        foreach (InputEvent input in _input)
        {
            if (_end is null) Tell(_program.OfInput(input), byInput: true);
        }

        _input.Clear();
    }

    private void TakeMail()
    {
        if (IsHolding) return;
        foreach (TMessage message in _mail.Take())
        {
            if (_end is null) Tell(message, byInput: false);
        }
    }

    private void Tell(TMessage message, bool byInput)
    {
        (TModel next, TEffect? then) = _program.Update(_model, message);
        if (!ReferenceEquals(next, _model)) _pace.Changed(byInput);
        _model = next;
        if (then is not null) _program.Perform(then, this);
    }

    private void Show()
    {
        if (!_output.Flush()) _end ??= LoopEnd.HungUp;
        if (_output.IsPending || !_pace.IsDue) return;
        _pace.Shown();
        _program.View(_model, _output.Blank(_size));
        if (!_output.Show()) _end ??= LoopEnd.HungUp;
    }

    /// <summary>Takes the terminal back from whoever had it while this process was stopped.</summary>
    private void Retake()
    {
        _terminal.Restore();
        _terminal.TakeOver();
        Resume();
    }

    /// <summary>Draws all anew: the size may be another, and what is on the screen is not known.</summary>
    private void Resume()
    {
        _output.Forget();
        Measure();
        _pace.Changed(byInput: true);
    }

    private void Measure()
    {
        ScreenSize size = _terminal.Size;
        if (size == _size) return;
        _size = size;
        Tell(_program.OfSize(size), byInput: true);
    }
}
