namespace EcoCode.Tui.Dashboards;

/// <summary>Where everything is. What has no room or was hidden is empty.</summary>
internal sealed record Layout
{
    internal const int LeastWidth = 40, LeastHeight = 8;

    private const int CompactWidth = 80, CompactHeight = 24, FullWidth = 120, FullHeight = 36;

    internal Fit Fit { get; private init; }

    internal Area Power { get; private init; }

    internal Area Sources { get; private init; }

    internal Area Gpus { get; private init; }

    internal Area Processes { get; private init; }

    internal Area Notes { get; private init; }

    /// <summary>The line of keys at the bottom.</summary>
    internal Area Footer { get; private init; }

    /// <summary>Where the lines of the table are, without headers and status.</summary>
    internal Area Lines => Processes.IsEmpty ? default
        : Fit == Fit.Table ? Processes with { Y = Processes.Y + 1, Height = Math.Max(0, Processes.Height - 2) }
        : new Area(Processes.X + 1, Processes.Y + 2, Processes.Width - 2, Math.Max(0, Processes.Height - 4));

    internal static Layout Of(Model model)
    {
        (int width, int height) = (model.Size.Width, model.Size.Height);
        if (width < LeastWidth || height < LeastHeight) return new Layout();
        bool full = width >= FullWidth && height >= FullHeight, compact = width >= CompactWidth && height >= CompactHeight;
        Fit fit = full ? Fit.Full : compact ? Fit.Compact : Fit.Table;
        var middle = new Area(0, 1, width, height - (fit == Fit.Table ? 1 : 2));
        var layout = new Layout { Fit = fit, Footer = fit == Fit.Table ? default : new Area(0, height - 1, width, 1) };
        if (model.Zoomed != Panels.None) return layout.Zoom(model.Zoomed, middle);
        return fit switch
        {
            Fit.Full => layout.Share(model, middle),
            Fit.Compact => layout.Squeeze(model, middle),
            _ => layout with { Processes = middle },
        };
    }

    private Layout Zoom(Panels panel, Area middle) => panel switch
    {
        Panels.Power => this with { Power = middle },
        Panels.Sources => this with { Sources = middle },
        Panels.Gpus => this with { Gpus = middle },
        Panels.Notes => this with { Notes = middle },
        _ => this with { Processes = middle },
    };

    private Layout Share(Model model, Area middle)
    {
        bool power = model.Panels.HasFlag(Panels.Power), sources = model.Panels.HasFlag(Panels.Sources), processes = model.Panels.HasFlag(Panels.Processes);
        int notes = model.Panels.HasFlag(Panels.Notes) ? model.AllNotes.Count > 0 ? 4 : 3 : 0;
        int top = !power && !sources ? 0 : processes ? Math.Clamp(middle.Height / 3, 12, 20) : middle.Height - notes;
        int side = !sources ? 0 : power ? Math.Clamp(middle.Width / 3, 40, 56) : middle.Width;
        int rest = middle.Height - top - notes;
        return this with
        {
            Power = power ? middle with { Width = middle.Width - side, Height = top } : default,
            Sources = sources ? new Area(middle.Width - side, middle.Y, side, top) : default,
            Processes = processes ? middle with { Y = middle.Y + top, Height = rest } : default,
            Notes = notes > 0 ? middle with { Y = middle.Y + middle.Height - notes, Height = notes } : default,
        };
    }

    /// <summary>The chart and the sources share one panel of three lines; the notes are one line without a border.</summary>
    private Layout Squeeze(Model model, Area middle)
    {
        bool summary = (model.Panels & (Panels.Power | Panels.Sources)) != 0, processes = model.Panels.HasFlag(Panels.Processes);
        int notes = model.Panels.HasFlag(Panels.Notes) ? 1 : 0;
        int top = !summary ? 0 : processes ? 5 : middle.Height - notes;
        return this with
        {
            Power = summary ? middle with { Height = top } : default,
            Processes = processes ? middle with { Y = middle.Y + top, Height = middle.Height - top - notes } : default,
            Notes = notes > 0 ? middle with { Y = middle.Y + middle.Height - 1, Height = 1 } : default,
        };
    }
}
