package org.herbtrust.inspection;

import java.time.LocalDate;
import java.util.List;
import org.herbtrust.kernel.Actor;

/**
 * Where an inspector's tasks come from: corrections that are due, a plan, complaints. Each source is a bean that implements
 * this; the phone shows them all, in the order of their last day.
 */
public interface FieldTasks {

    /**
     * @param inspector who asks; a source that gives tasks to persons answers only this one's
     * @param today the market's day
     * @param most no source gives more
     */
    List<FieldTask> tasksFor(Actor inspector, LocalDate today, int most);
}
