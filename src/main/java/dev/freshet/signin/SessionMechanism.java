package dev.freshet.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/**
 * Lets a session stand for the password that began it. Who has none is let through as nobody: the
 * doors of the hub are open to all, and refuse by themselves what needs rights.
 */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {
  @Inject private IdentityStoreHandler stores;
  @Inject private Sessions sessions;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Credential credential = context.getAuthParameters().getCredential();
    if (credential != null) {
      return signIn(request, context, stores.validate(credential));
    }
    return sessions.isAdministrator(request)
        ? context.notifyContainerAboutLogin(
            Passwords.ADMINISTRATOR, Set.of(AdministratorStore.GROUP))
        : context.doNothing();
  }

  /** A one-time password begins no session. */
  private AuthenticationStatus signIn(
      HttpServletRequest request, HttpMessageContext context, CredentialValidationResult result) {
    if (result.getStatus() != Status.VALID) {
      return AuthenticationStatus.SEND_FAILURE;
    }
    if (result.getCallerGroups().contains(AdministratorStore.GROUP)) {
      sessions.begin(request);
    }
    return context.notifyContainerAboutLogin(result);
  }
}
