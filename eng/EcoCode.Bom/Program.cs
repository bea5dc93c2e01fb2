// Writes the bill of materials of a published file: what packages are in it, in which version, under which licence.
// usage: EcoCode.Bom PUBLISHED-FILE VERSION OUTPUT.cdx.json PROJECT.ASSETS.JSON…, those of all projects that are in the file
// SOURCE_DATE_EPOCH is its time, as in everything else that is built reproducibly; without it the bill has none.
using System.Globalization;
using EcoCode.Bom;

if (args is not [string file, string version, string output, _, ..])
{
    Console.Error.WriteLine("usage: EcoCode.Bom PUBLISHED-FILE VERSION OUTPUT.cdx.json PROJECT.ASSETS.JSON…");
    return 2;
}

DateTimeOffset? time = long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), CultureInfo.InvariantCulture, out long seconds)
    ? DateTimeOffset.FromUnixTimeSeconds(seconds)
    : null;
Bill bill = new(version, Published.Sha256(file), time, [.. args[3..].SelectMany(assets => Restored.Read(File.ReadAllBytes(assets)))]);
File.WriteAllBytes(output, bill.ToJson());
Console.WriteLine($"{output}: {bill.Packages.Count} packages");
return 0;
