namespace EcoCode.Tui.Dashboards;

/// <summary>Goes to a run of the ledger, and back to the machine.</summary>
internal static class Opening
{
    /// <summary>With a run in front; the machine behind it is measured on.</summary>
    internal static Model Opened(Model now, Message.Opened opened)
    {
        if (opened.Run is not { } run) return now with { Said = opened.Fault };
        Model behind = (now.Behind ?? now) with { Overlay = null, Said = null };
        return Table.Settled(run with { Size = now.Size, Braille = now.Braille, Joules = now.Joules, Behind = behind, Said = "Esc goes back to the machine" });
    }

    /// <summary>Back to the machine, where a run was opened from it.</summary>
    internal static Model Left(Model now) => now.Behind is { } behind ? Table.Settled(behind with { Size = now.Size }) : now;
}
