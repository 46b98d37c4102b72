package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.freshet.testing.Heard;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.Tab;
import java.io.File;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tag for other people's Faces pages, in a page that is none of ours. */
@ExtendWith({ArquillianExtension.class, InChromium.class})
@RunAsClient
class FacesTagIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @ArquillianResource private URL root;

  @Deployment(testable = false)
  static WebArchive war() {
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, "tag.war")
            .importFrom(new File("target/freshet.war"))
            .as(WebArchive.class);
    return war.addClass(Heard.class)
        .addAsLibrary(new File("target/freshet-faces.jar"))
        .addAsWebResource("faces/demo.xhtml", "demo.xhtml");
  }

  @Test
  void eachMessage_callsTheFunction_andTheNestedAjaxOnce(Tab tab) {
    Page page = tab.page();
    page.navigate(root + "demo.xhtml");

    LivePage.await(SOON).until(() -> page.locator("li").count() >= 3);

    List<?> seen = (List<?>) page.evaluate("() => app.seen.map(one => one.split(' ')[0])");
    List<String> heard = page.locator("li").allTextContents();
    assertThat(heard).doesNotHaveDuplicates().allMatch(one -> one.endsWith(" on monitor"));
    assertThat(seen).hasSizeGreaterThanOrEqualTo(heard.size());
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i)).startsWith(seen.get(i) + " ");
    }
    assertThat(tab.messages()).isEmpty();
  }
}
