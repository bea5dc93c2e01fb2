using EcoCode.Quantities.Text;
using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Quantities.Tests.Text;

public sealed class CsvTests
{
    [Fact]
    public void Rows_are_cut_at_commas_and_the_header_comes_first()
        => Assert.Equal([["zone", "g"], ["DE", "344"]], Read("zone,g\nDE,344\n"));

    [Fact]
    public void Empty_cells_stay_and_empty_lines_do_not()
        => Assert.Equal([["a", "", "c"], ["", "", ""]], Read("a,,c\n\n,,\n"));

    [Fact]
    public void The_last_line_needs_no_end() => Assert.Equal([["a"], ["b"]], Read("a\nb"));

    [Fact]
    public void Lines_may_end_as_on_Windows() => Assert.Equal([["a", "b"], ["c", "d"]], Read("a,\"b\"\r\nc,d\r\n"));

    [Fact]
    public void A_comma_in_quotes_is_no_cut() => Assert.Equal([["Korea, Republic of", "KR"]], Read("\"Korea, Republic of\",KR"));

    [Fact]
    public void Two_quotes_in_quotes_are_one() => Assert.Equal([["say \"hi\"", ""]], Read("\"say \"\"hi\"\"\",\"\""));

    [Theory]
    [InlineData("\"one\ntwo\",b\nc,d")]
    [InlineData("\"one\r\ntwo\",b\r\nc,d")]
    public void A_line_break_in_quotes_belongs_to_the_cell(string text)
        => Assert.Equal([["one\ntwo", "b"], ["c", "d"]], Read(text));

    [Fact]
    public void An_empty_line_in_quotes_belongs_to_the_cell() => Assert.Equal([["one\n\ntwo"]], Read("\"one\n\ntwo\""));

    [Theory]
    [InlineData("a,\"b")]
    [InlineData("a,\"b\nc,d\n")]
    [InlineData("\"\"\"")]
    public void A_quote_that_is_never_closed_is_an_error(string text) => Assert.Throws<FormatException>(() => Read(text));

    [Fact]
    public void Whatever_is_quoted_by_the_rules_comes_back_as_it_was()
        => Prop.ForAll(Tables().ToArbitrary(), rows =>
        {
            string text = string.Join('\n', rows.Select(row => string.Join(',', row.Select(cell => '"' + cell.Replace("\"", "\"\"") + '"'))));
            return Read(text).Select(row => string.Join('|', row)).SequenceEqual(rows.Select(row => string.Join('|', row)));
        }).QuickCheckThrowOnFailure();

    private static Gen<string[][]> Tables()
        => Gen.Elements('a', 'Z', '"', ',', ' ', '\n', 'é').ArrayOf().Select(letters => new string(letters)).NonEmptyListOf().Select(cells => cells.ToArray())
            .ArrayOf();

    private static string[][] Read(string text) => [.. Csv.Rows(new StringReader(text))];
}
