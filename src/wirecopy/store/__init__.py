"""The news base: pages kept for good, tables by generation, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.faces import lazy_face

if TYPE_CHECKING:
    from wirecopy.store import search
    from wirecopy.store.base import BaseTables, KeptStage
    from wirecopy.store.corrections import forget_corrections, keep_corrections, read_corrections
    from wirecopy.store.fetches import restated_marks
    from wirecopy.store.generations import Generations
    from wirecopy.store.inbox import Incoming, inbox_state, incoming
    from wirecopy.store.layout import (
        CHANGES,
        MARK,
        PARTIAL,
        Layout,
        generation_name,
        open_layout,
        reading_uri,
        telling_damage,
        write_whole,
        writing,
    )
    from wirecopy.store.live import (
        Holder,
        IndexedArticle,
        LiveIndex,
        Placement,
        clear_waiting,
        drop_index,
        forget_waiting,
        open_index,
        read_index,
        waiting_fetches,
        waiting_page,
        waiting_pages,
    )
    from wirecopy.store.lookup import LOOKUP_FOLDER, LOOKUP_KEYS, Lookup, open_lookup
    from wirecopy.store.manifest import keep_timing, write_manifest
    from wirecopy.store.named_table import Table
    from wirecopy.store.pages import (
        TAKEN_DOWN,
        Intake,
        add_pages,
        damaged_parts,
        forget_rejected,
        page_ids,
        part_name,
        purge_pages,
        set_part_aside,
        upgrade_pages,
    )
    from wirecopy.store.search import MARKS, Hit
    from wirecopy.store.sums import changed_files, keep_sums
    from wirecopy.store.takedown import (
        Takedown,
        begin_takedown,
        end_takedown,
        forgotten_marks,
        is_forgotten,
        keep_out,
        outlet_mark,
        pending_takedown,
        url_mark,
    )
    from wirecopy.store.text_traces import Trace, traces
    from wirecopy.store.watch_archive import ArchivedRecord, forget_fetched, wipe_database

__all__ = [
    "CHANGES", "LOOKUP_FOLDER", "LOOKUP_KEYS", "MARK", "MARKS", "PARTIAL", "TAKEN_DOWN", "ArchivedRecord",
    "BaseTables", "Generations", "Hit", "Holder", "Incoming", "IndexedArticle", "Intake", "KeptStage",
    "Layout", "LiveIndex", "Lookup", "Placement", "Table", "Takedown", "Trace", "add_pages",
    "begin_takedown", "changed_files", "clear_waiting", "damaged_parts", "drop_index", "end_takedown",
    "forget_corrections", "forget_fetched", "forget_rejected", "forget_waiting", "forgotten_marks",
    "generation_name", "inbox_state", "incoming", "is_forgotten", "keep_corrections", "keep_out",
    "keep_sums", "keep_timing", "open_index", "open_layout", "open_lookup", "outlet_mark", "page_ids",
    "part_name", "pending_takedown", "purge_pages", "read_corrections", "read_index", "reading_uri",
    "restated_marks", "search", "set_part_aside", "telling_damage", "traces", "upgrade_pages", "url_mark",
    "waiting_fetches", "waiting_page", "waiting_pages", "wipe_database", "write_manifest", "write_whole", "writing",
]  # fmt: skip

__getattr__ = lazy_face(__name__, {
    "base": "BaseTables KeptStage",
    "corrections": "forget_corrections keep_corrections read_corrections",
    "fetches": "restated_marks",
    "generations": "Generations",
    "inbox": "Incoming inbox_state incoming",
    "layout": "CHANGES MARK PARTIAL Layout generation_name open_layout reading_uri telling_damage write_whole writing",
    "live": "Holder IndexedArticle LiveIndex Placement clear_waiting drop_index forget_waiting open_index "
    "read_index waiting_fetches waiting_page waiting_pages",
    "lookup": "LOOKUP_FOLDER LOOKUP_KEYS Lookup open_lookup",
    "manifest": "keep_timing write_manifest",
    "named_table": "Table",
    "pages": "TAKEN_DOWN Intake add_pages damaged_parts forget_rejected page_ids part_name purge_pages "
    "set_part_aside upgrade_pages",
    "search": "MARKS Hit",
    "sums": "changed_files keep_sums",
    "takedown": "Takedown begin_takedown end_takedown forgotten_marks is_forgotten keep_out outlet_mark "
    "pending_takedown url_mark",
    "text_traces": "Trace traces",
    "watch_archive": "ArchivedRecord forget_fetched wipe_database",
})  # fmt: skip
