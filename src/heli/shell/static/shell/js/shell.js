// Pages work without this; it makes them quicker. Everything hangs on data- attributes and listens
// on the document, so parts that htmx swaps in need no start of their own.
import "./keys.js";
import "./nav.js";
import "./toast.js";
import "./select.js";
import "./again.js";
import "./autosave.js";
import "./dialog.js";
import "./redline.js";
import "./counter.js";
import "./proof.js";
import "./offline.js";
import "./swap.js";
import "./first.js";
import "./offline/signout.js";
import "./maps.js";
import "./preview.js";
import "./sift.js";
import "./suggest.js";
