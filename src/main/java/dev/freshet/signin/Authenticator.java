package dev.freshet.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Lets the identity stores of Jakarta Security judge a password, and a session stand for it from
 * then on. There is no authentication mechanism of the container, which would be asked about every
 * request: the doors of the hub are open to all, and refuse by themselves what needs rights.
 */
@ApplicationScoped
public class Authenticator {
  @Inject private IdentityStoreHandler stores;
  @Inject private Sessions sessions;

  /**
   * Signs in, in the request's thread. A one-time password is right, but begins no session.
   *
   * @return whether the password is right
   * @throws dev.freshet.store.StoreUnavailableException if that cannot be said now
   */
  public boolean signIn(HttpServletRequest request, String name, String password) {
    CredentialValidationResult result =
        stores.validate(new UsernamePasswordCredential(name, password));
    if (result.getStatus() != Status.VALID) {
      return false;
    }
    if (result.getCallerGroups().contains(AdministratorStore.GROUP)) {
      sessions.begin(request);
    }
    return true;
  }
}
