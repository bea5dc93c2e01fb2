namespace EcoCode.Sensors;

/// <summary>The processes whose use of GPUs is looked up one by one: a tree, as it grows and ends.</summary>
public interface IWatchedPids
{
    /// <summary>Adds the pids of all that live, as the /proc that is searched shows them.</summary>
    void List(List<int> into);
}
