using System.Buffers;
using System.Text;

namespace EcoCode.Tui.Input;

/// <summary>Turns the bytes of a terminal into input. Survives any bytes, in pieces of any size; what it does not know it leaves out.</summary>
/// <remarks>An escape character may be a key or the beginning of a sequence. Only time tells, and the caller's clock: see <see cref="IsUndecided"/>.</remarks>
public sealed class InputParser
{
    private const byte EscapeByte = 0x1B;

    private readonly byte[] _held = new byte[CsiSequence.TooLong];
    private readonly PasteText _paste = new();
    private State _state;
    private int _length;
    private bool _alt;

    private enum State
    {
        Ground,
        Character,
        Escape,
        Csi,
        Ss3,
        LinuxConsole,
        MouseBytes,
        Text,
        TextEnd,
        Paste,
    }

    /// <summary>Whether bytes are held back that may be all or only the beginning: if no more come soon, <see cref="Settle"/> decides.</summary>
    public bool IsUndecided => _state is not (State.Ground or State.Paste);

    /// <summary>Takes bytes as they come, and adds what they mean.</summary>
    public void Take(ReadOnlySpan<byte> bytes, ICollection<InputEvent> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        foreach (byte value in bytes) Take(value, into);
    }

    /// <summary>Says that no more bytes came: a held escape character was the key, and the rest of a broken sequence will not come.</summary>
    public void Settle(ICollection<InputEvent> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        switch (_state)
        {
            case State.Escape:
                Add(KeyPress.Of(Key.Escape), into);
                break;
            case State.Csi when _length == 0:
                Add(KeyPress.Of('[', KeyModifiers.Alt), into);
                break;
            case State.Ss3:
                Add(KeyPress.Of('O', KeyModifiers.Alt), into);
                break;
            case State.Text when _length == 1:
                Add(KeyPress.Of((char)_held[0], KeyModifiers.Alt), into);
                break;
            case State.Character:
                Add(new KeyPress(Key.Character, Rune.ReplacementChar, KeyModifiers.None), into);
                break;
            case State.Paste:
                return;
            default:
                break;
        }

        Enter(State.Ground);
    }

    private void Take(byte value, ICollection<InputEvent> into)
    {
        switch (_state)
        {
            case State.Paste:
                if (_paste.Take(value) is { } text)
                {
                    into.Add(new InputEvent.Pasted(text));
                    Enter(State.Ground);
                }

                break;
            case State.MouseBytes:
                Hold(value);
                if (_length < 3) break;
                Add(MouseReports.OfBytes(_held[0], _held[1], _held[2]), into);
                Enter(State.Ground);
                break;
            case State.Text:
                // A string for programs (OSC, DCS, …) ends with BEL or ESC \. Nothing was asked that is answered so.
                if (value == 0x07) Enter(State.Ground);
                else if (value == EscapeByte) Enter(State.TextEnd);
                else _length = 2;
                break;
            case State.TextEnd when value == (byte)'\\':
                Enter(State.Ground);
                break;
            case not (State.Ground or State.Character) when value == EscapeByte:
                if (_state == State.Escape) Add(KeyPress.Of(Key.Escape), into);
                Enter(State.Escape);
                break;
            case State.Escape or State.TextEnd:
                TakeAfterEscape(value, into);
                break;
            case State.Csi:
                TakeOfCsi(value, into);
                break;
            case State.Ss3:
                Enter(State.Ground);
                Add(KeySequences.OfSs3(value), into);
                break;
            case State.LinuxConsole:
                Enter(State.Ground);
                Add(KeySequences.OfLinuxConsole(value), into);
                break;
            default:
                TakeOfText(value, into);
                break;
        }
    }

    private void TakeAfterEscape(byte value, ICollection<InputEvent> into)
    {
        switch (value)
        {
            case (byte)'[':
                Enter(State.Csi);
                break;
            case (byte)'O':
                Enter(State.Ss3);
                break;
            case (byte)'P' or (byte)']' or (byte)'_' or (byte)'^' or (byte)'X':
                Enter(State.Text);
                Hold(value);
                break;
            default:
                Enter(State.Ground);
                _alt = true;
                TakeOfText(value, into);
                break;
        }
    }

    private void TakeOfCsi(byte value, ICollection<InputEvent> into)
    {
        if (value is >= 0x20 and < 0x40)
        {
            // What is too long for any known sequence is read to its end all the same.
            if (_length < _held.Length) Hold(value);
            return;
        }

        var sequence = new CsiSequence(_held.AsSpan(0, _length), value);
        Enter(State.Ground);
        if (value is < 0x40 or > 0x7E || sequence.IsTooLong) return;
        if (value == (byte)'[' && !sequence.HasParameters) Enter(State.LinuxConsole);
        else if (value == (byte)'M' && !sequence.HasParameters) Enter(State.MouseBytes);
        else if (value == (byte)'~' && sequence is { Marker: 0 } && sequence[0] == 200) Enter(State.Paste);
        else if (sequence.Marker == (byte)'<') Add(MouseReports.OfSgr(sequence), into);
        else Add(KeySequences.OfCsi(sequence), into);
    }

    private void TakeOfText(byte value, ICollection<InputEvent> into)
    {
        if (_length == 0 && value < 0x80)
        {
            if (value == EscapeByte) Enter(State.Escape);
            else AddCharacter(KeySequences.OfByte(value), into);
            return;
        }

        Hold(value);
        switch (Rune.DecodeFromUtf8(_held.AsSpan(0, _length), out Rune rune, out int consumed))
        {
            case OperationStatus.NeedMoreData:
                _state = State.Character;
                break;
            case OperationStatus.Done:
                _length = 0;
                _state = State.Ground;
                if (rune.Value >= 0xA0) AddCharacter(new KeyPress(Key.Character, rune, KeyModifiers.None), into);
                _alt = false;
                break;
            default:
                bool startsAnew = consumed < _length;
                _length = 0;
                _state = State.Ground;
                AddCharacter(new KeyPress(Key.Character, Rune.ReplacementChar, KeyModifiers.None), into);
                if (startsAnew) TakeOfText(value, into);
                break;
        }
    }

    private void AddCharacter(KeyPress press, ICollection<InputEvent> into)
    {
        if (_alt) press = press with { Modifiers = press.Modifiers | KeyModifiers.Alt };
        _alt = false;
        Add(press, into);
    }

    private static void Add(KeyPress? press, ICollection<InputEvent> into)
    {
        if (press is { } known) into.Add(new InputEvent.Pressed(known));
    }

    private static void Add(MouseEvent? mouse, ICollection<InputEvent> into)
    {
        if (mouse is { } known) into.Add(new InputEvent.Pointed(known));
    }

    private void Enter(State state) => (_state, _length, _alt) = (state, 0, false);

    private void Hold(byte value) => _held[_length++] = value;
}
