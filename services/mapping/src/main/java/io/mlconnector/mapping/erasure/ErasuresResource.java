package io.mlconnector.mapping.erasure;

import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Needs;
import io.mlconnector.flow.access.Role;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.erasure.Erasure.Held;
import io.mlconnector.flow.erasure.Erasure.Lifted;
import io.mlconnector.flow.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Forgetting a person in the mapping, for admins who see all connections; the console asks every
 * service. Nothing is deleted in a target.
 */
@Path("/api/erasures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Needs(Role.ADMIN)
@Blocking
public class ErasuresResource {

  private final Eraser eraser;
  private final Caller caller;
  private final Persons persons;

  public ErasuresResource(Eraser eraser, Persons persons, Caller caller) {
    this.eraser = eraser;
    this.caller = caller;
    this.persons = persons;
  }

  /** Look for all that is one person's, from an address or a record; changes nothing. */
  @POST
  @Path("/find")
  public Persons.Person find(Erasure whom) {
    return persons.find(given(whom));
  }

  /** Count what is held of a person; changes nothing. */
  @POST
  @Path("/look")
  public Held look(Erasure whom) {
    return eraser.look(given(whom));
  }

  /** Forget a person; ask again until nothing is open. */
  @POST
  @Path("/{erasure}")
  public Done erase(@PathParam("erasure") String erasure, Erasure whom) {
    return eraser.erase(erasure, given(whom));
  }

  /** Let the records of an erased person come back, with their next change. */
  @DELETE
  @Path("/{erasure}")
  public Lifted lift(@PathParam("erasure") String erasure) {
    caller.needsAll();
    return eraser.lift(erasure);
  }

  private Erasure given(Erasure whom) {
    caller.needsAll();
    if (whom == null) {
      throw Problem.badRequest("Send {\"records\": [\"…\"], \"mails\": [\"…\"]}");
    }
    return whom;
  }
}
