namespace EcoCode.Ledger.Export;

/// <summary>Why a file could not be written, as far as it makes a difference to what the user does next.</summary>
public enum WriteFaultKind
{
    /// <summary>The folder it should be in does not exist.</summary>
    NoFolder,

    /// <summary>The path names a folder.</summary>
    Folder,

    /// <summary>The file or its folder may not be written by this user, or the filesystem is read-only.</summary>
    Denied,

    /// <summary>The disk or the user's quota is full.</summary>
    Full,

    /// <summary>It is a pipe whose reader has gone.</summary>
    Closed,

    /// <summary>Anything else; the reason is the system's.</summary>
    Other,
}
