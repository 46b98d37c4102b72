package dev.freshet.part;

import dev.freshet.settings.SettingReader;
import java.util.Set;

/**
 * An optional part of the hub, such as a showcase. Every CDI bean of this type joins the hub; if
 * the classes of a part are not in the WAR, the hub works without it.
 */
public interface Part {
  /** Its name in {@code FRESHET_SHOWCASE}, and that of its page. */
  String name();

  /**
   * Reads and checks its settings. Called once, before anything of the part is used.
   *
   * @param isListed whether {@code FRESHET_SHOWCASE} names it
   * @throws IllegalArgumentException with the name of the setting that is wrong
   */
  void read(SettingReader settings, boolean isListed);

  /** Whether it is on. Any thread, once its settings have been read. */
  boolean isOn();

  /** The JAX-RS resources that it adds below {@code /api}. Any thread, at any time. */
  Set<Class<?>> resources();
}
