// Reading and writing tags.
#include "gen/tags.h"

#include <fmt/core.h>

#include <optional>
#include <utility>

#include "harness/error.h"
#include "lang/nearest.h"

namespace litmus {
namespace {

constexpr std::pair<std::string_view, Order> kOrders[] = {
    {"rlx", Order::Relaxed}, {"acq", Order::Acquire}, {"rel", Order::Release},
    {"ar", Order::AcqRel},   {"sc", Order::SeqCst},
};

// What stands between two accesses, without its ends.
struct Link {
  Edge::Kind kind = Edge::Kind::Po;
  bool same_location = false;
  Order fence = Order::Plain;

  bool operator==(const Link&) const = default;
};

constexpr std::pair<std::string_view, Link> kLinks[] = {
    {"po", {Edge::Kind::Po}},
    {"pos", {Edge::Kind::Po, true}},
    {"f.sc", {Edge::Kind::Fence, false, Order::SeqCst}},
    {"f.scs", {Edge::Kind::Fence, true, Order::SeqCst}},
    {"f.acq", {Edge::Kind::Fence, false, Order::Acquire}},
    {"f.acqs", {Edge::Kind::Fence, true, Order::Acquire}},
    {"f.rel", {Edge::Kind::Fence, false, Order::Release}},
    {"f.rels", {Edge::Kind::Fence, true, Order::Release}},
    {"f.ar", {Edge::Kind::Fence, false, Order::AcqRel}},
    {"f.ars", {Edge::Kind::Fence, true, Order::AcqRel}},
    {"addr", {Edge::Kind::Addr}},
    {"addrs", {Edge::Kind::Addr, true}},
    {"data", {Edge::Kind::Data}},
    {"datas", {Edge::Kind::Data, true}},
    {"ctrl", {Edge::Kind::Ctrl}},
    {"ctrls", {Edge::Kind::Ctrl, true}},
    {"rfi", {Edge::Kind::Rf, true}},
    {"fri", {Edge::Kind::Fr, true}},
    {"coi", {Edge::Kind::Co, true}},
};

bool cut_prefix(std::string_view& word, std::string_view prefix) {
  if (!word.starts_with(prefix)) return false;
  word.remove_prefix(prefix.size());
  return true;
}

// One order of a tag: `acq`, `u.sc`, `w.rel`.
struct AccessItem {
  Access access;
  std::optional<Direction> direction;
};

std::optional<AccessItem> access_item(std::string_view word) {
  AccessItem item;
  if (cut_prefix(word, "r."))
    item.direction = Direction::R;
  else if (cut_prefix(word, "w."))
    item.direction = Direction::W;
  item.access.update = cut_prefix(word, "u.");
  for (const auto& [name, order] : kOrders) {
    if (word != name) continue;
    item.access.order = order;
    return item;
  }
  return std::nullopt;
}

std::optional<Link> link_item(std::string_view word) {
  for (const auto& [name, link] : kLinks) {
    if (name == word) return link;
  }
  return std::nullopt;
}

std::string access_word(const Access& access) {
  for (const auto& [name, order] : kOrders) {
    if (order == access.order) return std::string(access.update ? "u." : "").append(name);
  }
  return "";
}

Link link_of(const Edge& edge) { return {edge.kind, edge.same_location, edge.fence}; }

std::string_view link_word(const Edge& edge) {
  for (const auto& [name, link] : kLinks) {
    if (link == link_of(edge)) return name;
  }
  return "";
}

Edge edge_of(const Link& link, Direction from, Direction to) {
  switch (link.kind) {
    case Edge::Kind::Rf:
    case Edge::Kind::Fr:
    case Edge::Kind::Co:
      return communication(link.kind, false);
    case Edge::Kind::Po:
      return program_order(from, to, link.same_location);
    case Edge::Kind::Fence:
      return fenced(link.fence, from, to, link.same_location);
    case Edge::Kind::Data:
      to = Direction::W;
      [[fallthrough]];
    case Edge::Kind::Addr:
    case Edge::Kind::Ctrl:
      return dependency(link.kind, to, link.same_location);
  }
  return {};
}

Link default_link(bool coherence) { return {Edge::Kind::Po, coherence}; }

// What the links beside a middle access say of it; nothing if they leave it open.
std::optional<Direction> told_direction(const Link& before, const Link& after) {
  switch (before.kind) {
    case Edge::Kind::Rf:
      return Direction::R;
    case Edge::Kind::Fr:
    case Edge::Kind::Co:
    case Edge::Kind::Data:
      return Direction::W;
    default:
      break;
  }
  switch (after.kind) {
    case Edge::Kind::Rf:
    case Edge::Kind::Co:
      return Direction::W;
    case Edge::Kind::Po:
    case Edge::Kind::Fence:
      return std::nullopt;
    default:
      return Direction::R;
  }
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// A tag's items, taken apart: n accesses, n - 1 links.
struct Items {
  std::vector<AccessItem> accesses;
  std::vector<Link> links;
};

[[noreturn]] void refuse_item(std::string_view word) {
  std::vector<std::string_view> known;
  for (const auto& [name, order] : kOrders) known.push_back(name);
  for (const auto& [name, link] : kLinks) known.push_back(name);
  throw Error(fmt::format("'{}' is no order and no link", word),
              did_you_mean(word, known,
                           "orders are rlx acq rel ar sc, links are po f.sc addr data ctrl rfi; "
                           "u.sc is an update"));
}

Items read_items(std::string_view tag, bool coherence) {
  Items items;
  bool linked = true;  // the next access needs no default link before it
  for (std::string_view word : split(tag, '-')) {
    if (auto access = access_item(word)) {
      if (!linked) items.links.push_back(default_link(coherence));
      items.accesses.push_back(*access);
      linked = false;
    } else if (auto link = link_item(word)) {
      items.links.push_back(*link);
      linked = true;
    } else {
      refuse_item(word);
    }
  }
  if (items.accesses.empty()) items.accesses.resize(items.links.size() + 1);
  if (items.accesses.size() != items.links.size() + 1) {
    throw Error(fmt::format("'{}': a link needs an access on either side", tag),
                "write either links alone, or an order for every access");
  }
  return items;
}

void check_fits(const Items& items, std::string_view tag, Shape shape) {
  std::size_t given = items.accesses.size();
  if (is_single(shape) ? given == 1 : given >= 2) return;
  throw Error(fmt::format("'{}' tells of {} access{}, but a thread {} has {}", tag, given,
                          given == 1 ? "" : "es", to_string(shape),
                          is_single(shape) ? "one" : "two or more"),
              "one order for each access, as in rlx-rel");
}

TaggedThread thread_of(const Items& items, Shape shape) {
  TaggedThread thread;
  std::size_t n = items.accesses.size();
  std::vector<Direction> directions(n, first_of(shape));
  for (std::size_t i = 0; i < n; ++i) {
    thread.accesses.push_back(items.accesses[i].access);
    if (shape == Shape::U) thread.accesses[i].update = true;
    if (i == 0) continue;
    if (i + 1 == n) {
      directions[i] = last_of(shape);
      continue;
    }
    std::optional<Direction> told = told_direction(items.links[i - 1], items.links[i]);
    if (items.accesses[i].direction) told = items.accesses[i].direction;
    if (!told && items.accesses[i].access.update) told = Direction::W;
    if (!told) {
      throw Error("a middle access that may be a load or a store",
                  "write r. or w. before its order, as in rlx-po-w.rlx-po-rlx");
    }
    directions[i] = *told;
  }
  for (std::size_t i = 0; i + 1 < n; ++i) {
    thread.links.push_back(edge_of(items.links[i], directions[i], directions[i + 1]));
  }
  return thread;
}

// The words for a whole thread.
constexpr std::string_view kWords[] = {"rlx", "rel", "acq", "sc", "u.rel", "u.acq"};

// What such a word says of a thread of two accesses, or nothing if it does not fit the shape.
std::optional<Items> expand_word(std::string_view word, Shape shape, bool coherence) {
  Items items;
  items.accesses.resize(2);
  items.links.push_back(default_link(coherence));
  AccessItem item = *access_item(word);
  Direction wanted;
  switch (item.access.order) {
    case Order::Release:
      wanted = Direction::W;
      break;
    case Order::Acquire:
      wanted = Direction::R;
      break;
    default:
      items.accesses = {item, item};
      return items;
  }
  bool first = first_of(shape) == wanted;
  bool last = last_of(shape) == wanted;
  if (!first && !last) return std::nullopt;
  bool take_first = wanted == Direction::R ? first : !last;
  items.accesses[take_first ? 0 : 1] = item;
  return items;
}

bool is_word(std::string_view tag) {
  for (std::string_view word : kWords) {
    if (word == tag) return true;
  }
  return false;
}

std::string links_only(const TaggedThread& thread) {
  std::string text;
  for (const Edge& link : thread.links)
    text.append(text.empty() ? "" : "-").append(link_word(link));
  return text;
}

// True if the links beside every middle access say whether it is a load or a store.
bool is_told(const TaggedThread& thread, std::size_t i) {
  if (i == 0 || i + 1 == thread.accesses.size() || thread.accesses[i].update) return true;
  return told_direction(link_of(thread.links[i - 1]), link_of(thread.links[i])).has_value();
}

std::string in_full(const TaggedThread& thread, Shape shape, bool coherence) {
  std::string text;
  for (std::size_t i = 0; i < thread.accesses.size(); ++i) {
    if (i > 0) {
      const Edge& before = thread.links[i - 1];
      text += '-';
      if (link_of(before) != default_link(coherence)) text.append(link_word(before)) += '-';
    }
    if (!is_told(thread, i)) text += thread.links[i].from == Direction::R ? "r." : "w.";
    Access access = thread.accesses[i];
    if (shape == Shape::U) access.update = false;  // the shape says so
    text += access_word(access);
  }
  return text;
}

bool links_say_all(const TaggedThread& thread) {
  for (std::size_t i = 0; i < thread.accesses.size(); ++i) {
    if (thread.accesses[i] != Access{} || !is_told(thread, i)) return false;
  }
  return !thread.links.empty();
}

bool says(const Items& items, const TaggedThread& thread) {
  return items.accesses[0].access == thread.accesses[0] &&
         items.accesses[1].access == thread.accesses[1];
}

}  // namespace

Direction first_of(Shape shape) {
  switch (shape) {
    case Shape::W:
    case Shape::WW:
    case Shape::WR:
      return Direction::W;
    default:
      return Direction::R;
  }
}

Direction last_of(Shape shape) {
  switch (shape) {
    case Shape::R:
    case Shape::RR:
    case Shape::WR:
      return Direction::R;
    default:
      return Direction::W;
  }
}

bool is_single(Shape shape) { return shape == Shape::W || shape == Shape::R || shape == Shape::U; }

TaggedThread read_tag(std::string_view tag, Shape shape, bool coherence) {
  if (!is_single(shape) && is_word(tag)) {
    if (auto items = expand_word(tag, shape, coherence)) return thread_of(*items, shape);
    throw Error(
        fmt::format("'{}' does not fit a thread {}: it has no such access", tag, to_string(shape)),
        "rel is for threads that store, acq for threads that load");
  }
  Items items = read_items(tag, coherence);
  check_fits(items, tag, shape);
  return thread_of(items, shape);
}

std::string tag_of(const TaggedThread& thread, Shape shape, bool coherence) {
  if (thread.links.size() == 1 && link_of(thread.links[0]) == default_link(coherence)) {
    for (std::string_view word : kWords) {
      auto items = expand_word(word, shape, coherence);
      if (items && says(*items, thread)) return std::string(word);
    }
  } else if (links_say_all(thread)) {
    return links_only(thread);
  }
  return in_full(thread, shape, coherence);
}

}  // namespace litmus
