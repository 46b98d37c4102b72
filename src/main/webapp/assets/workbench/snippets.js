// The forms' requests as complete programs: curl, JavaScript, Java, Python.

const shell = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const script = JSON.stringify;
/** JSON's escapes are valid in Java and Python; non-ASCII is escaped, so that the file's encoding does not matter. */
const literal = (text) => JSON.stringify(text).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
const python = (text) => JSON.stringify(text);

const indent = (lines, by) => lines.map((line) => " ".repeat(by) + line).join("\n");

/** A program in each language that opens the stream, prints its events, and reconnects after the last one. */
export const SUBSCRIBE = {
  curl: ({ url, headers, lastId }) =>
    curl(url, lastId ? { ...headers, "Last-Event-ID": lastId } : headers, ["--no-buffer"]),

  javascript: ({ url, headers, lastId }) => `// node subscribe.mjs, or a module in a page of an allowed origin
const url = ${script(url)};
const headers = { Accept: "text/event-stream"${members(headers)} };
let lastId = ${script(lastId)};
let wait = 3000;

for (;;) {
  let answer;
  try {
    answer = await fetch(url, { headers: lastId ? { ...headers, "Last-Event-ID": lastId } : headers });
    if (answer.ok) {
      let rest = "";
      for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + text).split("\\n");
        rest = lines.pop();
        lines.forEach(take);
      }
    }
  } catch (error) {
    console.error(error.message);
  }
  if (answer?.status >= 400 && answer.status < 500) {
    throw new Error(await answer.text());
  }
  await new Promise((resolve) => setTimeout(resolve, wait));
}

function take(line) {
  if (line.startsWith("id: ")) {
    lastId = line.slice(4);
  } else if (line.startsWith("retry: ")) {
    wait = Number(line.slice(7));
  }
  console.log(line);
}
`,

  java: ({ url, headers, lastId }) => `// java Subscribe.java
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

public class Subscribe {
  private static String lastId = ${literal(lastId)};
  private static long wait = 3000;

  public static void main(String[] args) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    for (; ; Thread.sleep(wait)) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(${literal(url)}))
              .header("Accept", "text/event-stream")${calls(headers)};
      if (!lastId.isEmpty()) {
        request.header("Last-Event-ID", lastId);
      }
      try {
        HttpResponse<Stream<String>> answer = client.send(request.build(), BodyHandlers.ofLines());
        answer.body().forEach(Subscribe::take);
        if (answer.statusCode() >= 400 && answer.statusCode() < 500) {
          return;
        }
      } catch (IOException | java.io.UncheckedIOException e) {
        System.err.println(e.getMessage());
      }
    }
  }

  private static void take(String line) {
    if (line.startsWith("id: ")) {
      lastId = line.substring(4);
    } else if (line.startsWith("retry: ")) {
      wait = Long.parseLong(line.substring(7));
    }
    System.out.println(line);
  }
}
`,

  python: ({ url, headers, lastId }) => `# python3 subscribe.py
import http.client
import time
import urllib.error
import urllib.request

URL = ${python(url)}
HEADERS = {"Accept": "text/event-stream"${entries(headers)}}
last_id = ${python(lastId)}
wait = 3.0

while True:
    headers = {**HEADERS, "Last-Event-ID": last_id} if last_id else HEADERS
    try:
        with urllib.request.urlopen(urllib.request.Request(URL, headers=headers), timeout=60) as answer:
            for raw in answer:
                line = raw.decode().rstrip("\\n")
                if line.startswith("id: "):
                    last_id = line[4:]
                elif line.startswith("retry: "):
                    wait = int(line[7:]) / 1000
                print(line, flush=True)
    except urllib.error.HTTPError as error:
        if error.code < 500:
            raise SystemExit(error.read().decode())
    except (OSError, http.client.HTTPException) as error:
        print(error, flush=True)
    time.sleep(wait)
`,
};

/** A program in each language that publishes the event and prints the response. */
export const PUBLISH = {
  curl: ({ url, headers, fields }) =>
    curl(url, headers, ["--fail-with-body"], fields.map(([name, text]) => `--data-urlencode ${shell(`${name}=${text}`)}`)),

  javascript: ({ url, headers, fields }) => `// node publish.mjs, or a module in a page of an allowed origin
const answer = await fetch(${script(url)}, {
  method: "POST",
  headers: {${members(headers).replace(",", "")} },
  body: new URLSearchParams([
${indent(fields.map((field) => `[${field.map(script).join(", ")}],`), 4)}
  ]),
});
console.log(answer.status, await answer.text());
`,

  java: ({ url, headers, fields }) => `// java Publish.java
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public class Publish {
  public static void main(String[] args) throws Exception {
    String[][] fields = {
${indent(fields.map((field) => `{${field.map(literal).join(", ")}},`), 6)}
    };
    String form =
        Stream.of(fields)
            .map(field -> field[0] + "=" + URLEncoder.encode(field[1], UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(${literal(url)}))
            .header("Content-Type", "application/x-www-form-urlencoded")${calls(headers)}
            .POST(BodyPublishers.ofString(form))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    System.out.println(answer.statusCode() + " " + answer.body());
  }
}
`,

  python: ({ url, headers, fields }) => `# python3 publish.py
import urllib.error
import urllib.parse
import urllib.request

FIELDS = [
${indent(fields.map((field) => `(${field.map(python).join(", ")}),`), 4)}
]
request = urllib.request.Request(
    ${python(url)},
    data=urllib.parse.urlencode(FIELDS).encode(),
    headers={${entries(headers).replace(", ", "")}},
)
try:
    with urllib.request.urlopen(request) as answer:
        print(answer.status, answer.read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())
`,
};

function curl(url, headers, options, fields = []) {
  const heads = Object.entries(headers).map(([name, text]) => `-H ${shell(`${name}: ${text}`)}`);
  return `${["curl", ...options, ...heads, ...fields, shell(url)].join(" \\\n  ").replace("curl \\\n  ", "curl ")}\n`;
}

const members = (headers) => Object.entries(headers).map(([name, text]) => `, ${script(name)}: ${script(text)}`).join("");
const entries = (headers) => Object.entries(headers).map(([name, text]) => `, ${python(name)}: ${python(text)}`).join("");
const calls = (headers) =>
  Object.entries(headers).map(([name, text]) => `\n              .header(${literal(name)}, ${literal(text)})`).join("");
