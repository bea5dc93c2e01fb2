using System.Net;
using System.Net.Sockets;
using System.Text;
using EcoCode.Cli.Placing;

namespace EcoCode.Cli.Tests.Placing;

/// <summary>A local server in place of the link-local one.</summary>
public sealed class MetadataServiceTests : IDisposable
{
    private const string Document = """{"accountId": "123456789012", "region": "eu-central-1", "instanceId": "i-0abc", "instanceType": "m5.large", "privateIp": "10.0.0.1"}""";

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly List<string> _asked = [];

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task AWS_is_asked_with_a_token_and_for_one_document()
    {
        Assert.Equal(new MetadataAnswer("eu-central-1", "m5.large"), await Ask(CloudProvider.Aws, request => request.StartsWith("PUT /latest/api/token", StringComparison.Ordinal)
            ? request.Contains("X-aws-ec2-metadata-token-ttl-seconds: 60", StringComparison.OrdinalIgnoreCase) ? Ok("TOKEN") : "HTTP/1.1 400 Bad Request"
            : request.Contains("X-aws-ec2-metadata-token: TOKEN", StringComparison.OrdinalIgnoreCase) ? Ok(Document) : "HTTP/1.1 401 Unauthorized"));
        Assert.Equal(["PUT /latest/api/token", "GET /latest/dynamic/instance-identity/document"], _asked);
    }

    [Fact]
    public async Task Azure_is_asked_for_its_compute_document()
    {
        Assert.Equal(new MetadataAnswer("westeurope", "Standard_D4s_v3"), await Ask(CloudProvider.Azure, request => request.Contains("Metadata: true", StringComparison.OrdinalIgnoreCase)
            ? Ok("""{"location": "westeurope", "vmSize": "Standard_D4s_v3", "subscriptionId": "s"}""")
            : "HTTP/1.1 400 Bad Request"));
        Assert.Equal(["GET /metadata/instance/compute?api-version=2021-12-13&format=json"], _asked);
    }

    [Fact]
    public async Task Google_is_asked_for_zone_and_machine_type_and_must_sign()
    {
        const string Flavor = "Metadata-Flavor: Google\r\n";
        static string Reply(string request) => request.Contains("/zone", StringComparison.Ordinal) ? "projects/42/zones/europe-west1-b" : "projects/42/machineTypes/n2-standard-4";
        Assert.Equal(new MetadataAnswer("europe-west1", "n2-standard-4"), await Ask(CloudProvider.Google, request => Ok(Reply(request), Flavor)));
        Assert.Equal(["GET /computeMetadata/v1/instance/zone", "GET /computeMetadata/v1/instance/machine-type"], _asked);
        Assert.Null(await Ask(CloudProvider.Google, request => Ok(Reply(request))));
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<ht>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n{\"location\": \"../../etc\"}\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"location\": 7}")]
    [InlineData("")]
    public async Task What_is_no_answer_is_none_and_no_redirect_is_followed(string reply)
    {
        Assert.Null(await Ask(CloudProvider.Azure, _ => reply));
        Assert.All(_asked, asked => Assert.Equal("GET /metadata/instance/compute?api-version=2021-12-13&format=json", asked));
    }

    [Fact]
    public async Task One_that_never_answers_is_given_up()
    {
        _server.Start();
        Assert.Null(await new MetadataService(Address).AskAsync(CloudProvider.Azure));
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_answer()
    {
        _server.Start();
        string address = Address;
        _server.Stop();
        Assert.Null(await new MetadataService(address).AskAsync(CloudProvider.Aws));
    }

    [Fact]
    public void The_address_is_the_link_local_one() => Assert.Equal("http://169.254.169.254", MetadataService.LinkLocal);

    private string Address => $"http://127.0.0.1:{((IPEndPoint)_server.LocalEndpoint).Port}";

    private async Task<MetadataAnswer?> Ask(CloudProvider provider, Func<string, string> reply)
    {
        _asked.Clear();
        _server.Start();
        using var over = new CancellationTokenSource();
        Task serving = Serve(reply, over.Token);
        MetadataAnswer? answer = await new MetadataService(Address).AskAsync(provider);
        await over.CancelAsync();
        await serving;
        _server.Stop();
        return answer;
    }

    private async Task Serve(Func<string, string> reply, CancellationToken over)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _server.AcceptTcpClientAsync(over);
                var request = new StringBuilder();
                byte[] buffer = new byte[4096];
                while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    int read = await client.GetStream().ReadAsync(buffer, over);
                    if (read == 0) break;
                    request.Append(Encoding.ASCII.GetString(buffer, 0, read));
                }

                string text = request.ToString();
                if (text.Length == 0) continue;
                _asked.Add(string.Join(' ', text.Split('\r')[0].Split(' ')[..2]));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(reply(text)), over);
            }
        }
        catch (OperationCanceledException)
        {
            // All was asked.
        }
    }

    private static string Ok(string body, string headers = "") => $"HTTP/1.1 200 OK\r\nConnection: close\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";
}
