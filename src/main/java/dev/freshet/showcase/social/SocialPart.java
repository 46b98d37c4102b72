package dev.freshet.showcase.social;

import dev.freshet.part.Part;
import dev.freshet.settings.SettingReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The social feed, as a part of the hub. */
@ApplicationScoped
public class SocialPart implements Part {
  /** Set once, before the feed is used. */
  private volatile @Nullable SocialSettings settings;

  @Override
  public String name() {
    return "social";
  }

  @Override
  public void read(SettingReader reader, boolean isListed) {
    SocialSettings set = SocialReader.read(reader);
    settings = isListed ? set : set.off();
  }

  @Override
  public boolean isOn() {
    return settings().enabled();
  }

  @Override
  public Set<Class<?>> resources() {
    return Set.of(PeopleResource.class, PostsResource.class, FollowsResource.class);
  }

  @Produces
  @Singleton
  SocialSettings settings() {
    return Objects.requireNonNull(settings, "The settings have not been read.");
  }
}
