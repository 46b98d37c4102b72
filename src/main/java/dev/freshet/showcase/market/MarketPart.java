package dev.freshet.showcase.market;

import dev.freshet.hub.Hub;
import dev.freshet.part.Part;
import dev.freshet.schedule.Time;
import dev.freshet.settings.SettingReader;
import dev.freshet.store.Store;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The market, as a part of the hub. */
@ApplicationScoped
public class MarketPart implements Part {
  /** Set once, before the market is used. */
  private volatile @Nullable MarketSettings settings;

  @Override
  public String name() {
    return Topics.MARKET;
  }

  @Override
  public void read(SettingReader reader, boolean isListed) {
    MarketSettings set = MarketReader.read(reader);
    settings = isListed ? set : set.off();
  }

  private MarketSettings settings() {
    return Objects.requireNonNull(settings, "The settings have not been read.");
  }

  @Override
  public boolean isOn() {
    return settings().origin() != Origin.OFF;
  }

  @Override
  public Set<Class<?>> resources() {
    return Set.of(MarketResource.class, AlertResource.class);
  }

  @Produces
  @Singleton
  MarketFeed feed(Hub hub, Store store) {
    return new MarketFeed(settings(), hub, store, Time.system().onward());
  }
}
