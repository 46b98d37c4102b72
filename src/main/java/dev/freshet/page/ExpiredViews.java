package dev.freshet.page;

import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.ExceptionQueuedEventContext;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Iterator;

/**
 * Shows a form again, instead of an error, if it was submitted after its session had ended, from a
 * foreign page, or with an invalid state.
 */
public class ExpiredViews extends ExceptionHandlerFactory {
  public ExpiredViews(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new Handler(getWrapped().getExceptionHandler());
  }

  private static final class Handler extends ExceptionHandlerWrapper {
    Handler(ExceptionHandler wrapped) {
      super(wrapped);
    }

    @Override
    public void handle() {
      Iterator<ExceptionQueuedEvent> queued = getUnhandledExceptionQueuedEvents().iterator();
      while (queued.hasNext()) {
        ExceptionQueuedEventContext context = queued.next().getContext();
        if (context.getException() instanceof ViewExpiredException expired) {
          queued.remove();
          Redirect.to(expired.getViewId() + "?expired=true");
        } else if (hasBadState(context)) {
          queued.remove();
          Redirect.to(
              context.getContext().getExternalContext().getRequestServletPath() + "?expired=true");
        }
      }
      getWrapped().handle();
    }

    /**
     * Whether the view state is bad. A page that cannot be shown at all fails in the same phase,
     * but not only on POST.
     */
    private static boolean hasBadState(ExceptionQueuedEventContext context) {
      return context.getPhaseId() == PhaseId.RESTORE_VIEW
          && context.getContext().getExternalContext().getRequest()
              instanceof HttpServletRequest request
          && request.getMethod().equals("POST");
    }
  }
}
