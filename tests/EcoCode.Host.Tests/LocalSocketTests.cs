using EcoCode.Host.Sockets;

namespace EcoCode.Host.Tests;

public sealed class LocalSocketTests : IDisposable
{
    private readonly TemporaryTree _tree = new();
    private readonly LocalAddress _address = LocalAddress.Unguessable("ecocode-test.");

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("", false)]
    [InlineData("@", false)]
    [InlineData("@a", true)]
    [InlineData("/run/ecocode/agent.sock", true)]
    [InlineData("relative", true)]
    [InlineData("@a\0b", false)]
    public void An_address_is_a_path_or_a_name(string text, bool right)
    {
        Assert.Equal(right, LocalAddress.TryParse(text, out LocalAddress? address));
        Assert.Equal(right ? text : null, address?.Text);
        Assert.Equal(right && text[0] == '@', address?.IsAbstract == true);
    }

    [Theory]
    [InlineData(107, true)]
    [InlineData(108, false)]
    public void An_address_has_at_most_107_bytes(int length, bool right)
    {
        Assert.Equal(right, LocalAddress.TryParse("@" + new string('x', length - 1), out LocalAddress? address));
        if (!right) return;
        using LocalListener listener = Listen(address!);
        Assert.True(LocalSocket.TryConnect(address!, out LocalSocket? socket, out _));
        socket.Dispose();
    }

    [Fact]
    public void What_one_end_writes_the_other_reads_and_both_know_who_that_is()
    {
        using LocalListener listener = Listen(_address);
        Assert.True(LocalSocket.TryConnect(_address, out LocalSocket? near, out _));
        Assert.True(listener.TryAccept(out LocalSocket? far));
        using (near)
        using (far)
        {
            Assert.Equal((Environment.ProcessId, Environment.ProcessId), (near.Peer.Pid, far.Peer.Pid));
            Assert.True(far.Peer.IsOwnOrRoot);
            byte[] room = new byte[8];
            Assert.True(far.TryRead(room, out int read));
            Assert.Equal(0, read);
            Assert.True(near.TryWrite("abc"u8, out int written));
            Assert.Equal(3, written);
            Assert.True(far.TryRead(room, out read));
            Assert.Equal("abc"u8, room.AsSpan(0, read));
            near.Dispose();
            Assert.False(far.TryRead(room, out _));
            Assert.False(far.TryWrite("abc"u8, out _));
        }
    }

    [Fact]
    public void Of_two_that_listen_at_one_name_one_does()
    {
        using LocalListener listener = Listen(_address);
        Assert.False(LocalListener.TryListen(_address, out _, out int error));
        Assert.True(LocalListener.IsTaken(error));
        listener.Dispose();
        using LocalListener next = Listen(_address);
    }

    [Fact]
    public void A_file_whose_owner_has_ended_is_replaced_and_one_in_use_is_not()
    {
        string path = Path.Join(_tree.Root, "s");
        Assert.True(LocalAddress.TryParse(path, out LocalAddress? address));
        UnixFileMode mode = default;
        Assert.True(LocalListener.TryListen(address, out LocalListener? listener, out _, made =>
        {
            File.SetUnixFileMode(made, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            mode = File.GetUnixFileMode(made);
        }));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        Assert.False(LocalListener.TryListen(address, out _, out _));

        // As kill -9 leaves it: the socket is closed, the file is there.
        string left = path + ".left";
        File.Move(path, left);
        listener.Dispose();
        Assert.True(LocalAddress.TryParse(left, out LocalAddress? abandoned));
        Assert.False(LocalSocket.TryConnect(abandoned, out _, out _));
        using LocalListener next = Listen(abandoned);
        Assert.True(LocalSocket.TryConnect(abandoned, out LocalSocket? socket, out _));
        socket.Dispose();
        next.Dispose();
        Assert.False(File.Exists(left));
    }

    [Fact]
    public void Nobody_connects_where_nobody_listens()
    {
        Assert.False(LocalSocket.TryConnect(_address, out LocalSocket? socket, out int error));
        Assert.Null(socket);
        Assert.NotEqual(0, error);
    }

    [Fact]
    public void A_descriptor_that_is_no_socket_is_not_inherited()
    {
        using FileStream file = File.Create(Path.Join(_tree.Root, "f"));
        Assert.False(LocalSocket.TryInherit((int)file.SafeFileHandle.DangerousGetHandle(), out _));
        Assert.False(LocalSocket.TryInherit(1 << 20, out _));
        file.WriteByte(1);
    }

    [Fact]
    public void A_wait_is_ended_by_who_connects_and_by_a_wakeup()
    {
        using LocalListener listener = Listen(_address);
        using var wakeup = new Wakeup();
        var poll = new SocketPoll();
        int door = poll.Add(listener), woken = poll.Add(wakeup);
        poll.Wait(TimeSpan.Zero);
        Assert.Equal((false, false), (poll.IsReady(door), poll.IsReady(woken)));
        wakeup.Set();
        poll.Wait(Timeout.InfiniteTimeSpan);
        Assert.Equal((false, true), (poll.IsReady(door), poll.IsReady(woken)));
        Assert.True(wakeup.Wait(TimeSpan.Zero));
        Assert.True(LocalSocket.TryConnect(_address, out LocalSocket? socket, out _));
        poll.Wait(Timeout.InfiniteTimeSpan);
        Assert.Equal((true, false), (poll.IsReady(door), poll.IsReady(woken)));
        socket.Dispose();
    }

    private static LocalListener Listen(LocalAddress address)
    {
        Assert.True(LocalListener.TryListen(address, out LocalListener? listener, out int error), $"errno {error}");
        return listener;
    }
}
