package dev.freshet.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.annotation.FacesConfig;

/** Switches Jakarta Faces on for the {@code *.xhtml} pages. */
@FacesConfig
@ApplicationScoped
public class FacesSetup {}
