/**
 * What every capability stands on: the clock, the accounts and who is asking, refusals as problem+json, paging, commands
 * that may arrive twice, the database that comes with the application, and the command line.
 */
package org.herbtrust.platform;
