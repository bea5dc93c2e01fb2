namespace EcoCode.Sensors.External;

/// <summary>A command in one text: words between spaces; <c>'…'</c> and <c>"…"</c> hold a word together; nothing is expanded, there is no shell.</summary>
public static class CommandText
{
    /// <summary>Splits a text; false where a quote is not closed.</summary>
    /// <param name="command">The text.</param>
    /// <param name="words">Program and arguments; none where the text is empty.</param>
    public static bool TrySplit(string command, out string[] words)
    {
        ArgumentNullException.ThrowIfNull(command);
        var all = new List<string>();
        var word = new System.Text.StringBuilder();
        bool inWord = false;
        char quote = '\0';
        foreach (char character in command)
        {
            if (quote != '\0' ? character == quote : character is '\'' or '"')
            {
                // Quotes begin a word even when there is nothing between them: '' is an empty argument.
                quote = quote == '\0' ? character : '\0';
                inWord = true;
            }
            else if (quote != '\0' || character is not (' ' or '\t'))
            {
                word.Append(character);
                inWord = true;
            }
            else if (inWord)
            {
                all.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
        }

        if (inWord) all.Add(word.ToString());
        words = [.. all];
        return quote == '\0';
    }
}
