using EcoCode.Impact.Planning;
using EcoCode.Quantities;
using EcoCode.Report.Grids;

namespace EcoCode.Cli.Planning;

/// <summary>What was found out about a place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Outlook">What is to come there; null where no provider was asked.</param>
/// <param name="Source">Who told that; null where nobody did.</param>
/// <param name="Notes">What the reader must know of it.</param>
internal sealed record PlaceAnswer(PlanPlace Place, Outlook? Outlook, GridSource? Source, IReadOnlyList<Note> Notes);
