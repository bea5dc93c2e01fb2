namespace EcoCode.Impact.Tests;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abcd", "acbd", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Distance_counts_edits_and_swaps(string left, string right, int steps)
    {
        Assert.Equal(steps, Spelling.Distance(left, right));
        Assert.Equal(steps, Spelling.Distance(right, left));
    }

    [Fact]
    public void At_most_three_suggestions_nearest_first()
    {
        (string, string)[] words = [("abcdef", "a"), ("abcdeg", "b"), ("abcdxx", "c"), ("abcdxg", "d"), ("zzzzzz", "e")];
        Assert.Equal(["b", "a", "d"], Spelling.Closest("abcdeg", words));
    }

    [Fact]
    public void One_meaning_with_two_like_words_is_suggested_once()
        => Assert.Equal(["x"], Spelling.Closest("abcd", [("abce", "x"), ("abcf", "x")]));
}
