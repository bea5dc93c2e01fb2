using System.Runtime.InteropServices;
using System.Text;

namespace EcoCode.Sensors.External.Interop;

/// <summary>Owns an array of C strings that ends with a null pointer, as argv and envp are.</summary>
internal sealed unsafe class NativeStrings : SafeHandle
{
    internal NativeStrings(IReadOnlyList<string> strings)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        byte[][] encoded = [.. strings.Select(text => Encoding.UTF8.GetBytes(text + '\0'))];
        byte** pointers = (byte**)NativeMemory.AllocZeroed((nuint)((sizeof(byte*) * (encoded.Length + 1)) + encoded.Sum(text => text.Length)));
        byte* next = (byte*)(pointers + encoded.Length + 1);
        for (int i = 0; i < encoded.Length; i++)
        {
            pointers[i] = next;
            encoded[i].CopyTo(new Span<byte>(next, encoded[i].Length));
            next += encoded[i].Length;
        }

        SetHandle((nint)pointers);
    }

    public override bool IsInvalid => handle == 0;

    internal byte** Pointers => (byte**)handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
