package dev.freshet.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.annotation.FacesConfig;

/** Enables Jakarta Faces for the {@code *.xhtml} pages. */
@FacesConfig
@ApplicationScoped
public class FacesSetup {}
