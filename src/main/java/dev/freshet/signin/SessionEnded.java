package dev.freshet.signin;

import dev.freshet.auth.Bearer;

/** Fired when a signed-in user's session ends: whatever it had open must be closed. */
public record SessionEnded(Bearer bearer) {}
