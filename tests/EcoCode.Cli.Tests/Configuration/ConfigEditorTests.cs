using EcoCode.Cli.Configuration;

namespace EcoCode.Cli.Tests.Configuration;

public sealed class ConfigEditorTests
{
    [Theory]
    [InlineData("", "{\n  \"zone\": \"FR\"\n}\n")]
    [InlineData("{}", "{\n  \"zone\": \"FR\"\n}")]
    [InlineData("{ \"zone\": \"DE\" }", "{ \"zone\": \"FR\" }")]
    [InlineData("{ \"zone\" : /* old */ \"DE\", \"pue\": 1 } // end", "{ \"zone\" : /* old */ \"FR\", \"pue\": 1 } // end")]
    [InlineData("{\"pue\":1}", "{\"pue\":1,\n  \"zone\": \"FR\"\n}")]
    [InlineData("{\n  \"pue\": 1 // a, b\n}\n", "{\n  \"pue\": 1, // a, b\n  \"zone\": \"FR\"\n}\n")]
    [InlineData("{\n  \"pue\": 1, // last\n}\n", "{\n  \"pue\": 1, // last\n  \"zone\": \"FR\"\n}\n")]
    [InlineData("{\n  \"pue\": 1 /* , */\n  // \"zone\": \"DE\"\n}\n", "{\n  \"pue\": 1, /* , */\n  // \"zone\": \"DE\"\n  \"zone\": \"FR\"\n}\n")]
    [InlineData("{\n  // nothing yet\n}\n", "{\n  // nothing yet\n  \"zone\": \"FR\"\n}\n")]
    [InlineData("{ \"tags\": { \"zone\": \"x\" } }", "{ \"tags\": { \"zone\": \"x\" },\n  \"zone\": \"FR\"\n}")]
    public void A_key_is_set_and_all_else_stays(string before, string after) => Assert.Equal(after, ConfigEditor.Set(before, ["zone"], "\"FR\""));

    [Theory]
    [InlineData("{\n}\n", "{\n  \"tags\": {\n    \"team\": \"b\"\n  }\n}\n")]
    [InlineData("{\n  \"tags\": {\n    \"team\": \"a\" // ours\n  }\n}\n", "{\n  \"tags\": {\n    \"team\": \"b\" // ours\n  }\n}\n")]
    [InlineData("{\n  \"tags\": {\n    \"room\": \"a\"\n  },\n  \"pue\": 1\n}\n", "{\n  \"tags\": {\n    \"room\": \"a\",\n    \"team\": \"b\"\n  },\n  \"pue\": 1\n}\n")]
    public void A_pair_is_set_within_its_key(string before, string after) => Assert.Equal(after, ConfigEditor.Set(before, ["tags", "team"], "\"b\""));
}
