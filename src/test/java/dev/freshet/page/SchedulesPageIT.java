package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.AccessChecks;
import dev.freshet.testing.AdminApi;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.SignInForm;
import dev.freshet.testing.Tab;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator looks after schedules. */
@ExtendWith({InChromium.class, SharedServer.class})
class SchedulesPageIT {
  private final String id = "p-" + UUID.randomUUID();
  private final FreshetServer server;

  SchedulesPageIT(FreshetServer server) {
    this.server = server;
  }

  @AfterEach
  void remove() {
    new AdminApi(server).send("DELETE", "/api/schedules/" + id, "");
  }

  private Page open(Tab tab) {
    Page page = tab.page();
    SignInForm.signIn(page, server, "/schedules.xhtml");
    assertThat(page.locator("#list")).isVisible();
    return page;
  }

  private void make(String members) {
    new AdminApi(server)
        .send(
            201,
            "PUT",
            "/api/schedules/" + id,
            "{'topics':['" + id + "'],'payload':{'text':'x'}," + members + "}");
  }

  private Locator row(Page page) {
    return page.locator("tr[data-id=" + id + "]");
  }

  @Test
  void schedule_isMadeInTheForm(Tab tab) {
    Page page = open(tab);
    page.locator("#new").click();
    page.locator("#id").fill(id);
    page.locator("#topics").fill(id + "\nanother");
    page.locator("#payload-kind").selectOption("template");
    page.locator("#payload").fill("{{count}}");
    page.locator("#trigger-kind").selectOption("cron");
    page.locator("#trigger").fill("0 0 8 * * mon-fri");
    page.locator("#trigger-zone").fill("Europe/Berlin");
    assertThat(page.locator("#preview p")).hasCount(6);
    page.locator("#save").click();

    assertThat(row(page)).isVisible();
    assertThat(page.locator("#editor")).isHidden();
    assertThat(row(page).locator(".due")).containsText("Europe/Berlin");
    assertThat(row(page).locator(".topics")).hasText(id + ", another");
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void form_saysWhatIsWrongWhileOneTypes(Tab tab) {
    Page page = open(tab);
    page.locator("#new").click();
    page.locator("#trigger-kind").selectOption("cron");
    page.locator("#trigger").fill("0 0 25 * * *");

    assertThat(page.locator("#preview")).containsText("hour");
    page.locator("#save").click();
    assertThat(page.locator("#editor-error")).not().isEmpty();
    assertThat(page.locator("#editor")).isVisible();
  }

  @Test
  void schedule_isPausedRunAndDeleted(Tab tab) {
    make("'trigger':{'interval':3600}");
    Page page = open(tab);
    row(page).locator(".pause").click();
    assertThat(row(page)).hasAttribute("data-state", "paused");
    assertThat(row(page).locator(".pause")).hasText("Resume");

    row(page).locator(".run").click();
    assertThat(row(page).locator(".last-run")).containsText("published");
    row(page).locator(".pause").click();
    assertThat(row(page)).hasAttribute("data-state", "waiting");

    row(page).locator(".remove").click();
    assertThat(row(page).locator(".remove")).hasText("Really delete?");
    row(page).locator(".remove").click();
    assertThat(row(page)).hasCount(0);
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void schedule_isEdited(Tab tab) {
    make("'trigger':{'interval':3600},'jitter':5,'misfireGrace':null");
    Page page = open(tab);
    row(page).locator(".edit").click();
    assertThat(page.locator("#trigger")).hasValue("PT1H");
    page.locator("#trigger").fill("7200");
    page.locator("#save").click();

    assertThat(row(page).locator(".due")).hasText(Pattern.compile("every 2.h"));
    var changed = new AdminApi(server).get("/api/schedules/" + id);
    assertThat(changed.getString("jitter")).isEqualTo("PT5S");
    assertThat(changed.isNull("misfireGrace")).isTrue();
  }

  @Test
  void visitor_whoHasNotSignedIn_isShownTheWay(Tab tab) {
    Page page = tab.page();
    page.navigate(server.uri("/schedules.xhtml").toString());

    assertThat(page.locator("#list")).isHidden();
    page.locator("#sign-in a").click();
    page.locator("#password").fill(SignInForm.PASSWORD);
    page.locator("#go").click();
    assertThat(page.locator("#list")).isVisible();
    assertThat(page).hasURL(server.uri("/schedules.xhtml").toString());
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void sessionThatEnds_isSaid_andWhatIsTypedStays(Tab tab) {
    Page page = open(tab);
    page.locator("#new").click();
    page.locator("#id").fill(id);
    page.context().clearCookies();
    page.locator("#save").click();

    assertThat(page.locator("#signed-out")).isVisible();
    assertThat(page.locator("#id")).hasValue(id);
    assertThat(page.locator("#editor")).isVisible();
  }

  @Test
  void signOut_hidesTheSchedules(Tab tab) {
    Page page = open(tab);
    page.locator(".session button").click();

    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.locator("#list")).isHidden();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void page_checkedWithAxe_hasNoViolation(ColorScheme scheme, Tab tab) {
    make("'trigger':{'interval':3600}");
    AccessChecks.emulate(tab, scheme);
    Page page = open(tab);
    row(page).locator(".edit").click();
    page.locator("summary").click();
    assertThat(page.locator("#preview p")).hasCount(6);

    assertThat(AccessChecks.violations(tab)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 320})
  void page_onAPhone_hasNoSidewaysScroll(int width, Tab tab) {
    make("'trigger':{'cron':'0 */5 8-17 * * mon-fri','zone':'America/Argentina/Buenos_Aires'}");
    tab.page().setViewportSize(width, 640);
    Page page = open(tab);
    row(page).locator(".edit").click();
    page.locator("summary").click();

    assertThat(AccessChecks.width(tab)).isEqualTo(width);
  }
}
