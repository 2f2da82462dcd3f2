/** The procedures that bind a merchant: notice, statement, hearing, decision by two people, service, effect. The way in is {@link org.herbtrust.casework.Casework}. */
package org.herbtrust.casework;
