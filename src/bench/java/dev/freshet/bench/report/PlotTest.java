package dev.freshet.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PlotTest {
  @Test
  void lines_areAPicture_withItsNumbersInWords() throws Exception {
    LinePlot.Line one =
        new LinePlot.Line(
            "freshet", List.of(new LinePlot.Place(10, 9900), new LinePlot.Place(1000, 388_000)));
    LinePlot.Line other = new LinePlot.Line("nchan", List.of(new LinePlot.Place(10, 9900)));
    LinePlot.Line none = new LinePlot.Line("jersey", List.of());

    Document svg = parse(LinePlot.of("a <title>", "events", "per s", List.of(one, other, none)));

    assertThat(text(svg, "title")).isEqualTo("a <title>");
    assertThat(text(svg, "desc"))
        .isEqualTo("freshet: 9,900 at 10, 388,000 at 1,000. nchan: 9,900 at 10.");
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
  }

  @Test
  void bars_areAPicture_withItsNumbersInWords() throws Exception {
    BarPlot.Group group =
        new BarPlot.Group(
            "30/s", List.of(new BarPlot.Bar("freshet", 13.5), new BarPlot.Bar("nchan", 14)));

    Document svg = parse(BarPlot.of("cost", Figure.CPU, List.of(group)));

    assertThat(text(svg, "desc")).isEqualTo("CPU µs/delivery. 30/s: freshet 13.50, nchan 14.00.");
  }

  @Test
  void ticks_ofValuesThatLieClose_areTheEnds() {
    assertThat(LogScale.of(List.of(13.0, 17.0), 0, 100).ticks()).hasSize(2);
    assertThat(LogScale.of(List.of(10.0, 3000.0), 0, 100).ticks())
        .containsExactly(10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
  }

  private static String text(Document svg, String tag) {
    return svg.getElementsByTagName(tag).item(0).getTextContent();
  }
}
