"""Posts as printed: finding the one a cell means, and merging rows that name the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlmodel import Session, select

from store.register_files.errors import RefusedRow
from store.register_files.report import Subject, Tally
from store.register_files.sheets.cells import parallel_list, text_list
from store.register_files.sheets.csv_table import Row
from store.tables import Post, PostSpelling

Pair = tuple[str, str]
"""A post's title and its organisation."""


def label(post: Post) -> str:
    """How a lead cell names a post."""
    return f"{post.title}, {post.organisation}" if post.organisation else post.title


class Directory:
    """Posts by what a cell may call them. A plan's own posts.csv is asked first, then everything held."""

    def __init__(self, posts: Iterable[Post] = ()) -> None:
        self.by_pair: dict[Pair, Post] = {}
        self._spellings: set[Pair] = set()
        self._by_label: dict[str, list[Post]] = defaultdict(list)
        self._by_title: dict[str, list[Post]] = defaultdict(list)
        for post in posts:
            self.add(post)

    @classmethod
    def of_register(cls, session: Session) -> Directory:
        """Every post, also by the spellings of those that were merged into it."""
        directory = cls(session.exec(select(Post).order_by(Post.title, Post.organisation)))
        spelt = select(PostSpelling, Post).join(Post).order_by(PostSpelling.title, PostSpelling.organisation)
        for spelling, post in session.exec(spelt):
            directory.add_spelling((spelling.title, spelling.organisation), post)
        return directory

    def add_spelling(self, spelling: Pair, post: Post) -> None:
        """A post that bears the name itself comes first."""
        if self.by_pair.setdefault(spelling, post) is post:
            self._spellings.add(spelling)
            self._by_label[", ".join(filter(None, spelling))].append(post)
            titled = self._by_title[spelling[0]]
            if post not in titled:
                titled.append(post)

    def add(self, post: Post) -> None:
        if (post.title, post.organisation) not in self.by_pair:
            self.by_pair[post.title, post.organisation] = post
            self._by_label[label(post)].append(post)
            self._by_title[post.title].append(post)

    def named(self, name: str) -> Post | None:
        """The longest reading wins: the whole text as a post, then as "post, organisation"."""
        if post := self.by_pair.get((name, "")):
            return post
        if labelled := self._by_label.get(name):
            return max(labelled, key=lambda post: len(post.title))
        titled = self._by_title.get(name, [])
        return titled[0] if len(titled) == 1 else None

    def is_spelling(self, title: str, organisation: str) -> bool:
        """Whether that is the name of a post which was merged into another."""
        return (_one_space(title), _one_space(organisation)) in self._spellings

    def organisations_of(self, title: str) -> list[str]:
        return [post.organisation for post in self._by_title.get(title, [])]


class Posts:
    """The posts of the whole register during one import."""

    def __init__(self, session: Session, tally: Tally) -> None:
        self._session, self._tally = session, tally
        self._held = Directory.of_register(session)
        self._of_plan = Directory()

    def merge(self, rows: Sequence[Row]) -> None:
        """posts.csv: a post and organisation printed twice are one post, with the kinds and notes of both."""
        together: dict[Pair, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=self._is_spelling):  # what the post itself says comes first
            together[self._own_pair(row)].append(row)
        done: set[Pair] = set()

        def handle(row: Row) -> None:
            pair = self._own_pair(row)
            if not pair[0]:
                raise RefusedRow("", "The row names no post.")
            if pair not in done:
                done.add(pair)
                self._settle(pair, together[pair])
            if self._is_spelling(row):
                self._of_plan.add_spelling(_pair(row), self._held.by_pair[pair])

        self._tally.each(rows, lambda row: row.text("post"), handle)
        self._session.flush()

    def _own_pair(self, row: Row) -> Pair:
        """Of the post, where the row has a spelling that was merged into it."""
        post = self._held.by_pair.get(_pair(row))
        return (post.title, post.organisation) if post else _pair(row)

    def _is_spelling(self, row: Row) -> bool:
        return self._own_pair(row) != _pair(row)

    def _settle(self, pair: Pair, rows: Sequence[Row]) -> None:
        post = self._held.by_pair.get(pair)
        subject = Subject("post", ", ".join(filter(None, pair)))
        kinds = [kind for row in rows for kind in text_list(row.text("kind"))]
        note = "; ".join(dict.fromkeys(row.text("note") for row in rows if row.text("note")))
        if post is None:
            post = Post(title=pair[0], organisation=pair[1], kind=";".join(dict.fromkeys(kinds)), note=note)
            self._session.add(post)
            self._held.add(post)
            self._tally.added.append(subject)
        else:
            # Another plan's file may have said more: kinds are only ever added, and a blank note says nothing.
            kind = ";".join(dict.fromkeys([*text_list(post.kind), *kinds]))
            if kind != post.kind:
                self._tally.change(subject, "kind", post.kind, kind)
                post.kind = kind
            if note and note != post.note:
                self._tally.change(subject, "note", post.note, note)
                post.note = note
        self._of_plan.add(post)

    def leads(self, row: Row) -> list[Post]:
        named = [self._named(row, name, "lead") for name in text_list(row.text("lead_posts"))]
        return list({id(post): post for post in named}.values())

    def sros(self, row: Row) -> list[Post]:
        """`sro_post` and `sro_organisation` are parallel lists; all organisations may be left blank."""
        titles = text_list(row.text("sro_post"))
        organisations = parallel_list(row.text("sro_organisation"))
        if any(organisations) and len(organisations) != len(titles):
            sentence = f"{len(titles)} SRO posts stand beside {len(organisations)} organisations: check who is whose."
            self._tally.warn(row, sentence)
        organisations += [""] * (len(titles) - len(organisations))
        named = [
            self._paired(row, title, organisation) if organisation else self._named(row, title, "sro")
            for title, organisation in zip(titles, organisations, strict=False)
        ]
        return list({id(post): post for post in named}.values())

    def _named(self, row: Row, name: str, kind: str) -> Post:
        name = _one_space(name)
        if post := self._of_plan.named(name) or self._held.named(name):
            return post
        if several := self._held.organisations_of(name):
            self._tally.warn(
                row, f'"{name}" is a post of several organisations ({", ".join(several)}): taken as one of none.'
            )
            return self._made(name, "", kind)
        title, comma, organisation = name.rpartition(", ")
        if not comma:
            self._tally.warn(row, f'"{name}" is not in posts.csv: taken as a post without an organisation.')
            return self._made(name, "", kind)
        self._tally.warn(
            row, f'"{name}" is not in posts.csv: taken as the post "{title}" of the organisation "{organisation}".'
        )
        return self._made(title, organisation, kind)

    def _paired(self, row: Row, title: str, organisation: str) -> Post:
        pair = _one_space(title), _one_space(organisation)
        if post := self._held.by_pair.get(pair):
            return post
        self._tally.warn(row, f'The post "{pair[0]}" of the organisation "{pair[1]}" is not in posts.csv.')
        return self._made(*pair, "sro")

    def _made(self, title: str, organisation: str, kind: str) -> Post:
        post = self._held.by_pair.get((title, organisation))
        if post is None:
            post = Post(title=title, organisation=organisation, kind=kind)
            self._session.add(post)
            self._session.flush()
            self._held.add(post)
        return post


def _pair(row: Row) -> Pair:
    return _one_space(row.text("post")), _one_space(row.text("organisation"))


def _one_space(name: str) -> str:
    return " ".join(name.split())
