package dev.freshet.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** A page in a browser profile of its own, and all that it said on the console. One thread. */
public final class Tab implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final List<String> messages = new ArrayList<>();

  public Tab(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.onConsoleMessage(message -> messages.add(message.type() + ": " + message.text()));
    page.onPageError(error -> messages.add("uncaught: " + error));
  }

  public Page page() {
    return page;
  }

  /** Console messages of every level, and uncaught errors, up to the last call of the page. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void close() {
    context.close();
  }
}
