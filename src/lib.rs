//! reftel: a terminal reader for diplomatic cables with side-by-side commentary.
//!
//! # The screen, and which folder draws or fills each part
//!
//! ```text
//! ▸09MEXICO2882  CONFIDENTIAL              │ Notes 2                  │ Entities 62      ui/titles
//!  Subject  ELEMENTS OF GOM POLICY TEAM …  │                          │People 15
//!                                          │                          │ Jorge Tello Peon 8
//!    1 (C)  Summary: At a dinner hosted …  │● ¶1 · 2026-03-02         │ Lanny Breuer     2
//!           delegation, National Security  │  Who else was there?     │Organizations 13
//!                                          │                          │ PGR              8
//! >  2 (U)  Acting Attorney General …      │◆ ¶2 · draft              │Places 11
//! ▎         Deputy Attorney General for …  │  half a thought          │ Ciudad Juarez    2
//!  gutter   ui/cable_pane, text by cable   │ ui/notes_pane, annotation│ ui/entities_pane, entity
//!  09MEXICO2882 · ¶ 2/12 · (U) · notes 2 (1 draft)                         app/status, ui/foot
//!  i edit  dd delete  <Enter> go  a note  <Tab> pane  ? help  q quit       keys, app/status, ui/foot
//! ```
//!
//! # How it works
//!
//! ```text
//! bytes -decode-> text -parse-> Cable -Page(width)-> rows -draw-> frame          reading, left to right
//! key -Keymap-> Action -App::handle-> new state + Vec<Effect> -perform-> disk -Outcome-> App::handle   acting, a ring
//! ```
//! * One coordinate system: a [`cable::Span`] is a byte range of the decoded text. Paragraphs, mentions, anchors and search
//!   hits are spans, or map to one.
//! * The cable never changes. Only notes change, and only through a [`annotation::Change`], which is a value.
//! * [`app::App`] is the whole program minus the terminal, the clock and the disk.
//! * Drawing reads `&App`; geometry is settled in [`app::App::handle`].
//! * [`shell`] is the only place that touches the world, and it makes no decisions.
//!
//! # Who may use whom (`tests/architecture.rs` fails otherwise)
//!
//! | folder | what it is | uses |
//! |---|---|---|
//! | [`cable`] | what the embassy sent, immutable | - |
//! | [`entity`] | what the cable speaks of | cable |
//! | [`annotation`] | what a reader wrote | cable, entity |
//! | [`review`] | a colleague's set beside one's own | annotation, entity, cable |
//! | [`layout`] | text and size to rows and panes; the one sanitiser | cable |
//! | [`library`] | many cables at once: what a reader asks of them | cable, entity, annotation, layout |
//! | [`keys`] | keys, commands, the map between them | - |
//! | [`app`] | the program without a terminal | all above |
//! | [`store`] | what lies on disk | annotation, review, entity, cable |
//! | [`export`] | what leaves the program, and what other programs give it | cable, annotation, review, entity, layout |
//! | [`ui`] | draws `&App` | app and all that app uses |
//! | [`shell`] | arguments, terminal, threads, signals, the clock | everything |
//!
//! # Words
//!
//! * **cable**: a diplomatic telegram. **copy**: a file that holds it, with whatever its copyist added.
//! * **portion mark**, **marking**: the `(C)` of a paragraph. Unmarked is no mark at all, never U.
//! * **dictionary**: words and names that repairs and entities go by, one sorted text in the program.
//! * **reading**: the repaired, reflowed text of one **block**, mapped to the file byte by byte.
//! * **part**: one tile of the file; the parts cover it without gap. **furniture**: page lines inside the text.
//! * **first line**: level, post and number of the message. **wire**: a line of the transmission header. **banner**: the
//!   level alone on a line. **caption**: a handling word. **wrapper**: what the copyist added. **mark**: to give lines
//!   their role.
//! * **volume**: all cables of one file. **shelf**: the volume, and which of its cables is open. **turn**: the way to
//!   another of them. **landing**: where the reader stands there.
//! * **place**: where the reader is. **row**: a line of a pane. **page**: all rows at one width.
//! * **note**: what a reader wrote on a paragraph or the cable. **draft**: a note that is not saved as one yet.
//! * **selection**: words or paragraphs picked out in the text. **stop**: where a step of the cursor may end. **quote**: the
//!   words that a note is about. **exact**: a note that stands where it was put; a **loose** one is to be confirmed or
//!   placed.
//! * **anchor**: where a note stands, in words that survive another copy. **change**: what is to be written about a note.
//! * **filter**: what paragraphs must be like to be shown. **gap**: the row for those that are hidden.
//! * **jump**: to go elsewhere at once; where jumps began is listed. **letter**: names a place mark, `m` sets it.
//! * **read mark**: says that a paragraph was read. **coverage**: how many are read, how many annotated.
//! * **entry**: one immutable version, on disk. **ledger**: all entries known for one cable. **writer**: an author on one
//!   machine, the owner of one file. **journal**: what is typed and not saved, on disk with every key.
//! * **remark**: what somebody says about an annotation: a reply, a **verdict**, a suggestion, a resolution. **strand**: the
//!   current versions of one annotation by one author. **thread**: what was said about one; **adrift** is what is about
//!   something that is not there. **item**: what a reviewer is to judge; the **queue** holds them, its **standing** says
//!   what became of each. **stale**: judged before it was changed. **settled**: a thread that is done with, or a note of
//!   whose versions side by side one was made.
//! * **desk**: the store at one cable, as a session works with it. **dossier**: a cable with everything the store holds for
//!   it. **cabinet**: a file of cables and the store, for the commands without a screen. **role**, **health**: what a file
//!   of the store is, and how it is.
//! * **entity**, **mention**: who or what the cable names, and where. **correction**: what a reader puts right about one; its
//!   **fix** is what it does, its **subject** the entity as it was called before. **lexicon**: names that a reader knows.
//! * **query**: what a reader asks of many cables; **term**: one thing asked, of the text or of a **field**. **plan**: a
//!   query as an index is asked. **snippet**: the words of a text that show why it was found. **standing** of a cable: what
//!   the reader has done with it.
//! * **patch**: one change of a text; what undo takes back, what the journal writes down with a key. **history**: what was
//!   done and can be taken back. **outside**: in the reader's own editor; **sheet**: the file that it opens.
//! * **quarantined**, **unfit**: an entry that is malformed or not what its writer wrote; it is not taken in. **share**:
//!   the directory that colleagues see. **courier**: takes notes there and back.
//! * **layer**: keys over those of another map; a **preset** is one that ships with the program. **word**: what is typed
//!   behind `:`; its **deed** does it. **suggestion**: what a word at a prompt can become; the **menu** lists them.
//!   **setting**: what the reader can set; its **origin** is who did.
//! * **action**: a command; every key runs one. **effect**, **outcome**: what the shell is to do, and what became of it.
//!
//! # To add a command
//!
//! One line in `keys/action.rs`, one in `assets/keymap.yaml`, one arm in `app/`, one folder in `tests/scripts/`.
//! A word behind `:` that takes something: one row in `app/commands/table.rs`, one in `tests/commands/typed.rs`. A setting: one
//! row in `app/settings.rs`, and whatever honours it.

pub mod annotation;
pub mod app;
pub mod cable;
pub mod entity;
pub mod export;
pub mod keys;
pub mod layout;
pub mod library;
pub mod review;
pub mod shell;
pub mod store;
pub mod ui;
