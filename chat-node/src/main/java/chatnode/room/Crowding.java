package chatnode.room;

import chatnode.options.Heading;
import chatnode.options.Setting;

/** How many may be together. */
@Heading("People and rooms")
public record Crowding(
    @Setting(
            name = "--rooms",
            standard = "50",
            from = "1",
            to = "10000",
            text = "rooms one client may be in, else room_full")
        int rooms,
    @Setting(
            name = "--people",
            standard = "10000",
            from = "1",
            to = "1000000",
            text = "people in one room, else room_full")
        int people) {}
