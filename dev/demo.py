"""Drives the running system from outside, as a browser and an operator would: HTTP to the gateway, and the CLI.

Usage: demo.py FOLDER_OF_EXECUTABLES. Standard library only. Every step checks its result; the first wrong one ends the
demo with a line that says what was expected and what came.
"""
import contextlib
import csv
import io
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).parent / "demo"
EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
FINAL_STATES = {"IMPORT_STATE_COMPLETED", "IMPORT_STATE_COMPLETED_WITH_ERRORS", "IMPORT_STATE_FAILED",
                "IMPORT_STATE_CANCELLED"}


class Wrong(Exception):
    """A step's result was not right."""


def check(what, have, want):
    if have != want:
        raise Wrong(f"{what}: expected {want!r}, got {have!r}")
    print(f"  ok  {what}: {have!r}" if len(repr(have)) < 80 else f"  ok  {what}")


def free_ports(count):
    """`count` consecutive free ports on loopback; nothing listens there now."""
    for base in range(17101, 60000, count):
        with contextlib.ExitStack() as stack:
            try:
                for port in range(base, base + count):
                    listener = stack.enter_context(socket.socket())
                    listener.bind(("127.0.0.1", port))
                return base
            except OSError:
                continue
    raise Wrong("no free ports on loopback")


class System:
    """The five processes, and the ways to talk to them."""

    def __init__(self, binaries, data):
        self.cli = str(pathlib.Path(binaries) / "danhba")
        self.base = free_ports(5)
        self.url = f"http://127.0.0.1:{self.base + 4}"
        self.log = open(pathlib.Path(data) / "log.txt", "w", encoding="utf-8")
        self.process = subprocess.Popen(
            [self.cli, "up", "--data", str(pathlib.Path(data) / "data"), "--base-port", str(self.base),
             "--http-port", str(self.base + 4)], stdout=self.log, stderr=self.log)
        names = ["contacts", "companies", "campaigns", "imports"]
        self.peers = [part for i, name in enumerate(names) for part in (f"--{name}", f"tcp:127.0.0.1:{self.base + i}")]

    def wait_until_healthy(self):
        deadline = time.monotonic() + 60
        answer = "no answer"
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise Wrong(f"`danhba up` ended with status {self.process.returncode}; see {self.log.name}")
            try:
                with urllib.request.urlopen(self.url + "/healthz", timeout=5) as response:
                    return json.load(response)
            except urllib.error.HTTPError as error:
                answer = error.read().decode()
            except OSError as error:
                answer = str(error)
            time.sleep(0.1)
        raise Wrong(f"the system did not become healthy within 60 s: {answer}; see {self.log.name}")

    def http(self, verb, path, body=None, headers=None):
        request = urllib.request.Request(self.url + path, data=body, method=verb, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            raise Wrong(f"{verb} {path} answered {error.code}: {error.read().decode(errors='replace')}") from None

    def call(self, method, **request):
        """Calls `package.Service/Method` with JSON over the Connect protocol."""
        body = json.dumps(request).encode()
        return json.loads(self.http("POST", "/" + method, body, {"Content-Type": "application/json"}))

    def contacts(self, method, **request):
        return self.call("danhba.contacts.v1.Contacts/" + method, **request)

    def companies(self, method, **request):
        return self.call("danhba.companies.v1.Companies/" + method, **request)

    def campaigns(self, method, **request):
        return self.call("danhba.campaigns.v1.Campaigns/" + method, **request)

    def imports(self, method, **request):
        return self.call("danhba.imports.v1.Imports/" + method, **request)

    def run_cli(self, *arguments):
        result = subprocess.run([self.cli, *arguments, *self.peers], capture_output=True, text=True, timeout=120)
        if result.returncode != 0:
            raise Wrong(f"danhba {' '.join(arguments)} ended with {result.returncode}: {result.stderr.strip()}")
        return result.stdout

    def watch(self, service, path):
        with open(path, "w", encoding="utf-8") as output:
            return subprocess.Popen(
                [self.cli, "watch", service, "--from-start", "--json", *self.peers], stdout=output, stderr=self.log)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise Wrong("the system did not stop within 30 s of SIGTERM") from None


def eventually(what, have, want, seconds=20):
    """Asks again until the answer is right; other services learn of a change a moment later."""
    deadline = time.monotonic() + seconds
    while (answer := have()) != want and time.monotonic() < deadline:
        time.sleep(0.05)
    check(what, answer, want)


def all_contacts(system, **filters):
    contacts, token = [], ""
    while True:
        page = system.contacts("ListContacts", filter=filters, pageSize=100, pageToken=token)
        contacts += page.get("contacts", [])
        token = page.get("nextPageToken", "")
        if not token:
            return contacts


def import_workbook(system):
    print("import: customers.xlsx through the gateway, de-duplicated by phone")
    for email in EXPECTED["agents"]:
        system.contacts("CreateAgent", email=email)
    body = (HERE / "customers.xlsx").read_bytes()
    job = json.loads(system.http("POST", "/files/imports?file_name=customers.xlsx", body))
    check("bytes received", job["receivedBytes"], str(len(body)))
    system.imports("StartImport", id=job["id"], options={
        "mode": "WRITE_MODE_UPSERT_FILL", "createMissingCompanies": True})
    deadline = time.monotonic() + 60
    while (job := system.imports("GetImport", id=job["id"])["import"])["state"] not in FINAL_STATES:
        if time.monotonic() > deadline:
            raise Wrong(f"the import did not end within 60 s: {job}")
        time.sleep(0.05)
    check("state", job["state"], "IMPORT_STATE_COMPLETED_WITH_ERRORS")
    counts = {name: int(value) for name, value in job["counts"].items()}
    for name in ["created", "updated", "unchanged", "skipped", "rejected", "ignoredEmpty"]:
        check(name, counts.get(name, 0), EXPECTED[name])
    check("outcomes sum to the rows", sum(counts.values()), EXPECTED["rows"])
    return job["id"]


def check_result_file(system, job):
    print("result: the file with every row's outcome")
    text = system.http("GET", f"/files/imports/{job}/result.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    outcomes = [row["_outcome"] for row in rows]
    check("rejected rows in the file", outcomes.count("REJECTED"), EXPECTED["rejected"])
    codes = sorted(int(number) for row in rows if row["_outcome"] == "REJECTED"
                   for number in re.findall(r"\b\d{4}\b", row["_codes"]))
    check("their codes", codes, EXPECTED["rejectedNumbers"])
    problems = system.http("GET", f"/files/imports/{job}/result.xlsx?problems_only=true")
    check("the .xlsx result is a zip file", problems[:2], b"PK")


def look_up(system):
    print("look-up: by phone in every spelling, by e-mail, by the one search box")
    phone = EXPECTED["phone"]
    for spelling in sorted(set(phone["spellings"])):
        found = system.contacts("LookUpByPhone", phone=spelling)["contacts"]
        check(f"phone {spelling}", [(c["name"], c["phones"][0]["text"]) for c in found],
              [(phone["name"], phone["canonical"])])
    found = system.contacts("LookUpByEmail", email=phone["email"].upper())["contacts"]
    check("filled e-mail", [c["name"] for c in found], [phone["name"]])
    legacy = EXPECTED["legacy"]
    found = system.contacts("LookUpByPhone", phone=legacy["written"])["contacts"]
    check("number from before 2018", [c["phones"][0]["text"] for c in found], [legacy["canonical"]])
    everyone = all_contacts(system)
    words = phone["name"].split()
    plain = "".join(c for c in __import__("unicodedata").normalize("NFD", words[0].lower().replace("đ", "d"))
                    if c.isalpha() and c.isascii())
    found = {c["id"] for c in all_contacts(system, text=plain)}
    check(f"search {plain!r} finds the name without accents",
          {c["id"] for c in everyone if c["name"] == phone["name"]} <= found, True)
    lines = system.run_cli("contacts", "find", "--phone", phone["spellings"][0], "--json").splitlines()
    check("the command line finds the same", [json.loads(line)["name"] for line in lines], [phone["name"]])


def list_newest_first(system):
    print("list: newest first, in pages")
    contacts = all_contacts(system)
    check("contacts", len(contacts), EXPECTED["created"])
    keys = [(int(c["createdAtMs"]), int(c["id"])) for c in contacts]
    check("order", keys == sorted(keys, reverse=True), True)
    check("each once", len({c["id"] for c in contacts}), len(contacts))


def delete_company(system):
    print("companies: one is deleted and its contacts lose it")
    companies = system.companies("ListCompanies", pageSize=100)["companies"]
    check("companies created", len(companies), EXPECTED["companies"])
    company = companies[0]["id"]
    members = all_contacts(system, companyIds=[company])
    check("the company has contacts", len(members) > 0, True)
    system.companies("DeleteCompany", id=company)
    eventually("contacts of the deleted company", lambda: len(all_contacts(system, companyIds=[company])), 0)
    kept = system.contacts("GetContact", id=members[0]["id"])["contact"]
    check("a contact stays, without company", (kept["name"], "companyId" in kept), (members[0]["name"], False))
    return len(members)


def campaign(system):
    print("campaigns: contacts are added; one that is deleted is closed")
    contacts = [c["id"] for c in all_contacts(system) if c.get("phones")][:100]
    group = system.campaigns("CreateCustomerList", name="Khách tháng 3")["list"]["id"]
    added = system.campaigns("AddListMembers", listId=group, contactIds=contacts)
    check("members added", added["added"], 100)
    running = system.campaigns("CreateCampaign", name="Chăm sóc tháng 3")["campaign"]["id"]
    added = system.campaigns("AddCampaignCustomers", campaignId=running, contactIds=contacts)
    check("customers added", added["added"], 100)
    system.contacts("DeleteContact", id=contacts[0])
    eventually("customers after a contact was deleted", lambda: system.campaigns(
        "GetCampaign", id=running)["campaign"]["customerCount"], "99")
    eventually("members after a contact was deleted", lambda: system.campaigns(
        "GetCustomerList", id=group)["list"]["memberCount"], "99")


def check_watch(path, cleared):
    """Created and filled by the import, cleared by the company's end, one deleted."""
    print("watch: a follower saw every change, in order")
    contacts = EXPECTED["created"]
    want = {"KIND_CREATE": contacts, "KIND_UPDATE": EXPECTED["updated"] + cleared, "KIND_DELETE": 1}

    def seen():
        kinds = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            change = json.loads(line)
            if change["entity"] == "contact":
                kinds[change["kind"]] = kinds.get(change["kind"], 0) + 1
        return kinds

    eventually("changes of contacts", seen, want)
    changes = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    check("sequence without gap", [int(c["sequence"]) for c in changes], list(range(1, len(changes) + 1)))
    return len(changes)


def run(binaries, data):
    system = System(binaries, data)
    watcher = None
    try:
        check("health", sorted(system.wait_until_healthy().values()), ["serving"] * 4)
        changes = pathlib.Path(data) / "changes.jsonl"
        watcher = system.watch("contacts", changes)
        job = import_workbook(system)
        check_result_file(system, job)
        look_up(system)
        list_newest_first(system)
        cleared = delete_company(system)
        campaign(system)
        count = check_watch(changes, cleared)
        summary = (f"demo: ok rows={EXPECTED['rows']} created={EXPECTED['created']} updated={EXPECTED['updated']} "
                   f"rejected={EXPECTED['rejected']} companies={EXPECTED['companies']} cleared={cleared} changes={count}")
        if not os.environ.get("ONCE"):
            print(f"\nThe system is up at {system.url}; its log is {system.log.name}. Ctrl-C ends it.")
            print(f"Try: {system.cli} contacts find nguyen --contacts tcp:127.0.0.1:{system.base}")
            with contextlib.suppress(KeyboardInterrupt):
                system.process.wait()
        return summary
    finally:
        if watcher:
            watcher.terminate()
            watcher.wait()
        system.stop()


def main():
    data = tempfile.mkdtemp(prefix="danhba-demo-")
    try:
        summary = run(sys.argv[1], data)
    except Wrong as wrong:
        print(f"demo: wrong: {wrong}", file=sys.stderr)
        log = pathlib.Path(data) / "log.txt"
        print(f"demo: the log is {log}; its last lines:", file=sys.stderr)
        print("\n".join(log.read_text(encoding="utf-8").splitlines()[-20:]), file=sys.stderr)
        sys.exit(1)
    shutil.rmtree(data)
    print(summary)


main()
