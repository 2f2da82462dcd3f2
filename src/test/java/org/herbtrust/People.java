package org.herbtrust;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.herbtrust.kernel.Actor;
import org.herbtrust.kernel.MerchantId;
import org.herbtrust.kernel.Role;
import org.herbtrust.platform.Accounts;

/** Those who talk to the application over HTTP: each call opens a new account. */
@ApplicationScoped
public class People {

    /** Of every account that is opened here. */
    public static final String PASSWORD = "a-password-of-the-tests";

    @Inject
    Accounts accounts;

    /** Somebody with an account and a token. */
    public record Person(Actor actor, String token) {

        public RequestSpecification asks() {
            return given().log()
                    .ifValidationFails()
                    .header("Authorization", "Bearer " + token)
                    .contentType(ContentType.JSON);
        }

        public ValidatableResponse posts(String path, Object body) {
            return asks().body(body).post(path).then().log().ifValidationFails();
        }

        public ValidatableResponse posts(String path) {
            return asks().post(path).then().log().ifValidationFails();
        }

        public ValidatableResponse puts(String path, Object body) {
            return asks().body(body).put(path).then().log().ifValidationFails();
        }

        public ValidatableResponse gets(String path) {
            return asks().get(path).then().log().ifValidationFails();
        }
    }

    public Person person(Role role) {
        return person(role, Optional.empty());
    }

    /** Somebody who acts for a market entity. */
    public Person of(MerchantId entity, Role role) {
        return person(role, Optional.of(entity));
    }

    /** Somebody who speaks for one of the {@link Samples}. */
    public Person of(Actor sample) {
        return person(sample.role(), sample.merchant());
    }

    private Person person(Role role, Optional<MerchantId> entity) {
        String login = role.name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
        Actor actor = new Actor(login, "试验" + role.title().zh(), role, entity);
        accounts.open(actor, PASSWORD);
        return new Person(actor, accounts.issueToken(login, "tests"));
    }
}
