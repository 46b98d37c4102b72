package dev.freshet.signin;

import dev.freshet.auth.Bearer;

/** Somebody who had signed in has not any more: what the session had open is to be closed. */
public record SessionEnded(Bearer bearer) {}
