"""The faults that `teeth.py` puts in: a name, the changes of the source (file, old text, new text), and the checks that
must find it (their numbers, and the script with its arguments or a command of cargo)."""

STORE, SHELL = "src/store/", "src/shell/"


def on(script, *numbers):
    """The checks with these numbers, of a script."""
    return (", ".join(map(str, numbers)),
            [script, *(word for number in numbers for word in ("--only", str(number)))])


def by_cargo(numbers, test, words):
    return (numbers, ["cargo", "test", "--test", test, words])


IN_PLACE = (STORE + "atomic.rs",
            '    let temporary = beside(path, &format!(".{}.tmp", random::token()?));\n    if let Err(error) = written',
            "    if let Expect::Exactly(_) = expect {\n        std::fs::write(path, bytes)?;\n"
            "        return Ok(Outcome::Done);\n    }\n"
            '    let temporary = beside(path, &format!(".{}.tmp", random::token()?));\n    if let Err(error) = written')
LATER = (STORE + "atomic.rs", IN_PLACE[1],
         "    if let Expect::Exactly(_) = expect {\n        let (to, what) = (path.to_owned(), bytes.to_vec());\n"
         "        std::thread::spawn(move || {\n            std::thread::sleep(Duration::from_millis(1));\n"
         "            std::fs::write(to, what)\n        });\n        return Ok(Outcome::Done);\n    }\n" + IN_PLACE[1])
NO_SYNC = (STORE + "disk.rs", "        file.sync_all()\n", "        let _ = file;\n        Ok(())\n")
NO_CHECK = (STORE + "commit.rs", "Ok(mark.filter(|_| outcome == Outcome::Done && there.as_deref() == Some(bytes)))",
            "let _ = there;\n        Ok(mark.filter(|_| outcome == Outcome::Done))")
NO_JOURNAL = (STORE + "handle.rs", "        let unsaved = Unsaved { drafts: drafts.to_vec(), changes: changes.to_vec() };\n",
              "        if !drafts.is_empty() {\n            return Ok(());\n        }\n"
              "        let unsaved = Unsaved { drafts: drafts.to_vec(), changes: changes.to_vec() };\n")
LAST_WINS = [
    (STORE + "commit.rs", "        let Known { mut ledger, mut stamp, .. } = self.known(key, Some(&own));\n",
     "        let known = self.known(key, Some(&own));\n        let mut ledger = match self.open.get(&key.directory()) {\n"
     "            Some(session) => session.ledger.clone(),\n            None => known.ledger,\n        };\n"
     "        let mut stamp = known.stamp;\n"),
    (STORE + "commit.rs", "=> Expect::Exactly(bytes),", "=> {\n                let _ = bytes;\n                Expect::Anything\n            }"),
]

FAULTS = [
    ("written in place", [IN_PLACE], [
        ("1", ["system_calls.py"]),
        on("others.py", 23),
    ]),
    ("written in place, by links too", [
        (STORE + "atomic.rs", "    let temporary = beside(path, &format!(\".{}.tmp\", random::token()?));\n    if let Err(error) = written",
         "    if path.exists() {\n        std::fs::write(path, bytes)?;\n        return Ok(Outcome::Done);\n    }\n"
         "    let temporary = beside(path, &format!(\".{}.tmp\", random::token()?));\n    if let Err(error) = written"),
        (STORE + "own.rs", "disk.rename(path, &to)?;", "let _ = disk;"),
    ], [on("places.py", 15)]),
    ("a colleague's last file wins", [
        (STORE + "import.rs", "        let new = united.unite(file.clone()).map_err(refuse)?;\n",
         "        let new = united.unite(file.clone()).map_err(refuse)?;\n        united = file.clone();\n")],
     [by_cargo("77", "exchange", "import::versions_of_one_file")]),
    ("a colleague's file is written in place", [IN_PLACE], [("62", ["import_calls.py"])]),
    ("no fsync", [NO_SYNC], [on("power_cut.py", 9)]),
    ("a failed fsync is no failure", [(STORE + "disk.rs", "        file.sync_all()\n", "        let _ = file.sync_all();\n        Ok(())\n")],
     [("4", ["system_calls.py"])]),
    ("a file whose fsync failed is used again", [
        (STORE + "journal.rs", "            self.spoilt = result.is_err();\n", "            self.spoilt = false;\n")],
     [("4", ["cargo", "test", "--lib", "a_journal_survives_any_failure"])]),
    ("errors of a save are swallowed", [
        (STORE + "commit.rs", "        let outcome =\n            atomic::replace(&*self.disk, path, bytes, expect).map_err(StoreError::io(\"save\", path))?;\n",
         "        let Ok(outcome) = atomic::replace(&*self.disk, path, bytes, expect) else { return Ok(true) };\n")],
     [("2", ["system_calls.py"]), on("full_disk.py", 5)]),
    ("one write is enough", [
        (STORE + "disk.rs", "        file.write_all(bytes)\n", "        file.write(bytes).map(|_| ())\n"), NO_CHECK],
     [("3", ["system_calls.py"])]),
    ("the reserve is never given away", [
        (STORE + "reserve.rs", "disk.remove(&root.join(\"reserve\")).is_ok()", "disk.remove(&root.join(\"none\")).is_ok()")],
     [on("full_disk.py", 6)]),
    ("acknowledged before it is written", [LATER, NO_CHECK], [("7", ["kill_loop.py", "--rounds", "300"])]),
    ("no journal", [NO_JOURNAL], [
        on("typing_kill.py", 8), on("typing_kill.py", 35), on("signals.py", 28), on("signals.py", 30),
        on("signals.py", 31), on("signals.py", 32), on("full_disk.py", 6)]),
    ("the end is not checked", [
        (STORE + "format.rs", "let intact = hex(&Sha256::digest(body)) == file.end.sha256;", "let _ = body;\n    let intact = true;")],
     [by_cargo("11", "store", "damage")]),
    ("a file without an end is whole", [
        (STORE + "format.rs", "if schema != SCHEMA || !end.starts_with(\"end:\") || file.end.entries != file.entries.len() {",
         "if schema != SCHEMA {"),
        (STORE + "format.rs", "    end: End,\n}", "    #[serde(default)]\n    end: End,\n}"),
        (STORE + "format.rs", "let intact = hex(&Sha256::digest(body)) == file.end.sha256;", "let _ = (body, end);\n    let intact = true;")],
     [by_cargo("10", "store", "a_file_cut_anywhere")]),
    ("a newer file is as good as this one", [
        (STORE + "own.rs", "Ok((notes, Condition::Newer(schema))) => (State::Newer(schema), Some(bytes), Some(notes)),",
         "Ok((notes, Condition::Newer(_))) => (State::Edited, Some(bytes), Some(notes)),")],
     [by_cargo("12", "store", "a_newer_file")]),
    ("files that others can read", [
        (STORE + "disk.rs", ".mode(0o600)", ".mode(0o666)"),
        (STORE + "disk.rs", "        file.set_permissions(Permissions::from_mode(0o600))?;\n", "")],
     [on("places.py", 13)]),
    ("directories that others can change are taken", [
        (STORE + "paths.rs", "metadata.mode() & 0o022 != 0", "metadata.mode() & 0o022 == 0o1000")], [on("places.py", 13)]),
    ("whether one may write is found out later", [
        (STORE + "handle.rs", "let mut writable = paths::prepare(&root);", "let mut writable = paths::prepare(&root).or(Ok::<(), String>(()));")],
     [on("places.py", 14)]),
    ("links and pipes are opened", [
        (STORE + "files.rs", "OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC", "OFlags::CLOEXEC"),
        (STORE + "lock.rs", "OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC", "OFlags::CLOEXEC")], [on("places.py", 15)]),
    ("a name that is too long is damage", [
        (STORE + "files.rs", "ErrorKind::NotFound | ErrorKind::InvalidFilename", "ErrorKind::NotFound")], [on("places.py", 16)]),
    ("quotation marks are written as they are", [
        (STORE + "yaml/write.rs", "            '\"' => out.push_str(\"\\\\\\\"\"),\n", "")], [by_cargo("17", "store", "nasty_texts")]),
    ("a save that takes its time", [
        (SHELL + "saving.rs", "super::fault::point(\"commit\");\n",
         "std::thread::sleep(std::time::Duration::from_millis(1500));\n")], [on("large.py", 18)]),
    ("a deleted note leaves nothing", [
        ("src/annotation/versions.rs", "            self.all().map(|held| Past {",
         "            self.all().filter(|held| !self.all().any(|other| other.entry.id == held.entry.id && other.entry.kind == super::EntryKind::Tombstone))"
         ".map(|held| Past {")], [by_cargo("19", "headless", "deleted")]),
    ("the last writer wins", LAST_WINS, [
        ("20", ["two_writers.py", "--notes", "60"])]),
    ("of two versions of a note the later one is kept", [
        ("src/annotation/ledger.rs", "            self.hold(Arc::clone(held));\n",
         "            let rival = self.held.values().find(|other| other.entry.id == held.entry.id).cloned();\n"
         "            if let Some(rival) = rival {\n                if rival.entry.at >= held.entry.at {\n"
         "                    continue;\n                }\n                self.held.remove(&rival.entry.ver);\n            }\n"
         "            self.hold(Arc::clone(held));\n")], [by_cargo("71-73", "merge", "laws")]),
    ("a verdict is never stale", [
        ("src/review/verdict.rs", "stale: !still_says(ledger, object, &remark.on.ver)", "stale: object.heads().is_empty()")],
     [by_cargo("74", "merge", "stale")]),
    ("only the first to speak resolves", [
        ("src/review/threads.rs", "thread.settled = Some(Settled {", "thread.settled.get_or_insert(Settled {")],
     [by_cargo("75", "merge", "settle_a_thread")]),
    ("what has not come is taken for the root", [
        ("src/review/roots.rs", "                None => break None,\n", "                None => break Some(at),\n")],
     [by_cargo("76", "merge", "answers_itself_or_nothing")]),
    ("what stands in the file is not taken over", [*LAST_WINS, (
        STORE + "commit.rs", "own.notes.altered.iter().map(change)", "own.notes.altered.iter().take(0).map(change)")],
     [on("others.py", 22)]),
    ("an edit replaces whatever is there", [
        ("src/annotation/ledger.rs", "            entry.ver = entry.hash(writer);\n            entry.check_form().map_err",
         "            let there = self.all().filter(|held| held.entry.id == entry.id);\n"
         "            entry.parents = there.map(|held| held.entry.ver.clone()).collect();\n            entry.parents.sort();\n"
         "            entry.ver = entry.hash(writer);\n            entry.check_form().map_err")], [on("others.py", 21)]),
    ("the lock is not taken", [
        (STORE + "lock.rs", "        let file = open(path)?;\n        match", "        let file = open(path)?;\n"
         "        if !patience.is_zero() {\n            return Ok(Self::unsupported());\n        }\n        match")],
     [on("others.py", 24)]),
    ("the lock is waited for", [
        (STORE + "lock.rs", "receiver.recv_timeout(patience)", "receiver.recv_timeout(patience * 10)")], [on("others.py", 24)]),
    ("the start waits for the lock", [
        (STORE + "load.rs", "Duration::ZERO", "Duration::from_secs(2)")], [on("others.py", 24)]),
    ("a lock file is a lock", [
        (STORE + "lock.rs", ".create(true)", ".create_new(true)")], [on("others.py", 25)]),
    ("journals of the dead are left alone", [
        (STORE + "recover.rs", "        Ok(()) => true,\n", "        Ok(()) => return Ok(None),\n")], [on("others.py", 25)]),
    ("versions are numbered by the clock", [
        ("src/annotation/ledger.rs", "            (seq, lamport) = (seq + 1, lamport + 1);\n            let known",
         "            (seq, lamport) = (seq + 1, u64::try_from(change.at.as_second()).unwrap_or(lamport + 1));\n"
         "            let known")], [on("machines.py", 26)]),
    ("ids are made of the time alone", [
        (SHELL + "clock.rs", "    let _ = rustix::rand::getrandom(&mut random, rustix::rand::GetRandomFlags::NONBLOCK);\n",
         "    random[0] = 0;\n")], [on("machines.py", 26)]),
    ("a copied identity is not flagged", [
        ("src/annotation/flags.rs", "**times > 1)", "**times > 100)")], [on("machines.py", 27)]),
    ("the loss of the terminal has another code", [
        (SHELL + "session.rs", "pub(super) const GONE: u8 = 129;", "pub(super) const GONE: u8 = 1;"),
        (SHELL + "signals.rs", "128 + u8::try_from(fatal).unwrap_or_default()", "1 + u8::try_from(fatal).unwrap_or_default()")],
     [on("signals.py", 28), on("signals.py", 29)]),
    ("a terminal that is gone is asked again", [
        (SHELL + "input.rs", "            Wait::Gone => false,\n", "            Wait::Gone => true,\n")], [on("signals.py", 29)]),
    ("a hang-up only sets a flag", [
        (SHELL + "signals.rs", "                _ if ending => continue,\n", "                SIGHUP => continue,\n                _ if ending => continue,\n")],
     [on("signals.py", 30)]),
    ("the modes are not given back", [
        (SHELL + "screen.rs", "        return;\n    }\n    let _ = terminal::disable_raw_mode();\n", "        return;\n    }\n")],
     [on("signals.py", 31), by_cargo("34", "terminal", "the_modes_are_the_same")]),
    ("after a stop the terminal is not taken again", [
        (SHELL + "screen.rs", "        self.forget();\n        take_over()\n", "        self.forget();\n        Ok(())\n")], [on("signals.py", 32)]),
    ("the program itself waits for the terminal", [
        (SHELL + "screen.rs", "        self.writer.send(frame);\n", "        let _ = tty::send(stdout(), &frame, TAKING);\n")],
     [on("signals.py", 33)]),
    ("a panic says what it was about", [
        (SHELL + "panics.rs", "\"stopped by a fault of its own{place};", "\"stopped by a fault of its own{place} {panic};"),
        (SHELL + "saving.rs", "super::fault::point(\"commit\");\n",
         "assert!(std::env::var_os(\"REFTEL_FAULT\").is_none(), \"{changes:?}\");\n")],
     [by_cargo("34", "terminal", "a_fault_says_where")]),
    ("frames are sent however many are on their way", [
        (SHELL + "screen.rs", "            return Some(wait);\n", "            let _ = wait;\n")], [on("slow_line.py", 69)]),
    ("the end of a frame is left out", [
        (SHELL + "frame/rows.rs", "    for y in 0..height {\n", "    for y in 0..height.saturating_sub(2) {\n")], [on("slow_line.py", 69)]),
    ("a key that comes with an answer is dropped", [
        (SHELL + "session.rs", "                    while let (false, Ok(more)) = (self.over, receiver.try_recv()) {\n                        self.take(more);\n",
         "                    while let (false, Ok(_)) = (self.over, receiver.try_recv()) {\n")], [on("slow_line.py", 69)]),
]
