-- The index by which the desk finds stories and what they are about. One statement a table, in the order of their making.
-- $sure(...) stands for the confidence from which a fact of that kind is shown.

CREATE TABLE piece AS
SELECT s.story_id, s.article_id, s.family_id, a.outlet, a.agency, a.language, a.published, a.withdrawn,
  NOT a.withdrawn AND coalesce(a.form IN ('gallery', 'list', 'transcript'), FALSE) AS no_article,
  NOT a.withdrawn AND NOT no_article AS counts, f.role,
  f.parent_article_id AS parent, epoch(try_cast(a.published AS TIMESTAMP)) AS moment,
  contains(coalesce(a.published, ''), 'T') AS hour_stated, a.url, coalesce(g.fetched_at, a.updated, a.published) AS seen
FROM given_stories s JOIN given_articles a USING (article_id) LEFT JOIN given_pages g USING (page_id) LEFT JOIN given_families f USING (article_id);

CREATE TABLE origin AS
SELECT DISTINCT story_id, origin_id, article_id, kind, name, depends_on FROM given_origins;

CREATE TABLE story AS
WITH heads AS (
  SELECT story_id, min(label) AS label, min(first_published) AS first_published, max(last_published) AS last_published,
    bool_or(archived) AS archived
  FROM given_stories GROUP BY story_id),
changed AS (
  SELECT article_id, count(*) AS edits, count(*) FILTER (kind IN ('number', 'negation', 'quote_altered')) AS conflicts
  FROM given_edits WHERE substantive GROUP BY article_id),
counted AS (
  SELECT story_id, count(*) FILTER (counts) AS articles, count(*) FILTER (withdrawn) AS withdrawn,
    count(*) FILTER (no_article) AS no_article,
    count(DISTINCT coalesce(family_id, article_id)) FILTER (counts) AS texts,
    list_sort(list(DISTINCT outlet) FILTER (outlet <> '' AND counts)) AS outlets,
    list_sort(list(DISTINCT agency) FILTER (agency <> '' AND counts)) AS agencies,
    coalesce(sum(edits) FILTER (counts), 0) AS substantive_edits,
    coalesce(sum(conflicts) FILTER (counts), 0) AS conflicts,
    count(*) FILTER (edits > 0 AND counts) AS differing,
    coalesce(max(moment) - min(moment), 0) AS spread
  FROM piece LEFT JOIN changed USING (article_id) GROUP BY story_id),
behind AS (
  SELECT story_id, count(DISTINCT origin_id) AS high, count(DISTINCT origin_id) FILTER (depends_on IS NULL) AS low
  FROM origin GROUP BY story_id)
SELECT story_id, label, articles::INTEGER AS articles, texts::INTEGER AS texts,
  greatest(least(1, articles), coalesce(low, 0))::INTEGER AS origins_low,
  greatest(least(1, articles), coalesce(high, 0))::INTEGER AS origins_high,
  coalesce(outlets, []) AS outlets, coalesce(agencies, []) AS agencies, first_published,
  substantive_edits::INTEGER AS substantive_edits, last_published, archived, withdrawn::INTEGER AS withdrawn,
  no_article::INTEGER AS no_article,
  differing::INTEGER AS differing, conflicts::INTEGER AS conflicts, spread::DOUBLE AS spread,
  epoch(try_cast(first_published AS TIMESTAMP)) AS moment, try_cast(first_published AS TIMESTAMP)::DATE AS day,
  (row_number() OVER (ORDER BY moment DESC NULLS LAST, story_id))::INTEGER AS number
FROM heads JOIN counted USING (story_id) LEFT JOIN behind USING (story_id)
ORDER BY number;

CREATE TABLE country AS SELECT * FROM given_countries;

-- Who carried a quotation first is told where hours settle it, or one outlet alone had it on the first day.
CREATE TABLE first_said AS
WITH carrying AS (
  SELECT DISTINCT m.fact_id, p.article_id, p.outlet, p.published, p.moment, p.hour_stated, left(p.published, 10) AS day
  FROM given_mentions m JOIN given_quotes q ON q.quote_id = m.fact_id JOIN piece p USING (article_id)
  WHERE p.moment IS NOT NULL AND NOT p.withdrawn),
first_day AS (SELECT * FROM carrying QUALIFY day = min(day) OVER (PARTITION BY fact_id))
SELECT fact_id, CASE WHEN bool_and(hour_stated) THEN arg_min(published, moment) ELSE min(day) END AS first_said,
  CASE WHEN bool_and(hour_stated) OR count(DISTINCT outlet) = 1 THEN arg_min(outlet, moment) END AS first_outlet,
  count(DISTINCT outlet)::INTEGER AS outlets
FROM first_day GROUP BY fact_id;

CREATE TABLE quote AS
SELECT story_id, quote_id, kind, text, CASE WHEN told THEN speaker_id END AS speaker_id,
  CASE WHEN told THEN speaker END AS speaker, CASE WHEN told THEN speaker_role END AS speaker_role, cue, stance, said_when,
  first_said, first_outlet, lower(text) AS low
FROM (SELECT *, kind = 'indirect' OR rule LIKE 'plugin:%' OR confidence IS NULL OR confidence >= $sure(direct) AS told FROM given_quotes)
LEFT JOIN first_said ON fact_id = quote_id
WHERE kind <> 'indirect' OR confidence IS NULL OR confidence >= $sure(indirect);

CREATE TABLE event AS
WITH carried AS (SELECT fact_id, count(DISTINCT article_id) AS articles FROM given_mentions GROUP BY fact_id),
places AS (SELECT * FROM given_entities WHERE kind = 'place')
SELECT e.story_id, e.event_id, e.type, e.mode, e.status, e.background, e.start AS first_day, e.end AS last_day,
  left(coalesce(e.start, e.end, s.first_published), 10) AS day,
  CASE WHEN e.start IS NOT NULL THEN 'text' ELSE 'publication' END AS day_from, e.actors, e.recipients,
  array_to_string(e.actor_names, '; ') AS actor_names, array_to_string(e.recipient_names, '; ') AS recipient_names,
  list_distinct(list_filter(e.actor_countries, lambda x: x <> '')) AS actor_countries,
  list_distinct(list_filter(e.recipient_countries, lambda x: x <> '')) AS recipient_countries,
  e.place_id, p.name AS place, p.country AS place_country, p.rule AS place_rule,
  coalesce(p.geonames::VARCHAR, lower(p.name)) AS place_key,
  try_cast(split_part(p.value, ',', 1) AS DOUBLE) AS latitude, try_cast(split_part(p.value, ',', 2) AS DOUBLE) AS longitude,
  coalesce(c.articles, 0)::INTEGER AS articles, e.confidence, e.text
FROM given_events e JOIN story s USING (story_id) LEFT JOIN carried c ON c.fact_id = e.event_id
LEFT JOIN places p ON p.story_id = e.story_id AND p.entity_id = e.place_id
WHERE e.confidence IS NULL OR e.confidence >= $sure(event);

CREATE TABLE entity AS
WITH taking_part AS (SELECT DISTINCT story_id, speaker_id AS entity_id FROM quote),
carried AS (SELECT fact_id, count(DISTINCT article_id) AS articles, count(*) AS mentions FROM given_mentions GROUP BY fact_id),
sure AS (
SELECT e.story_id, e.entity_id, e.kind, e.name,
  CASE WHEN e.kind = 'place' AND e.geonames IS NOT NULL THEN e.geonames::VARCHAR ELSE lower(e.name) END AS key,
  e.value, e.country, e.rule, e.roles, coalesce(c.articles, 0)::INTEGER AS articles, coalesce(c.mentions, 0)::INTEGER AS mentions
FROM given_entities e SEMI JOIN story USING (story_id) LEFT JOIN carried c ON c.fact_id = e.entity_id
LEFT JOIN taking_part t ON t.story_id = e.story_id AND t.entity_id = e.entity_id
WHERE e.kind IN ('person', 'organisation', 'place') AND e.variant_of IS NULL AND (
  t.entity_id IS NOT NULL OR e.confidence IS NULL
  OR e.confidence >= CASE e.kind WHEN 'person' THEN $sure(person) WHEN 'organisation' THEN $sure(organisation) ELSE $sure(place) END)),
whole AS (SELECT DISTINCT story_id, key, split_part(key, ' ', -1) AS last FROM sure WHERE kind = 'person' AND contains(key, ' ')),
in_story AS (SELECT story_id, last, any_value(key) AS key FROM whole GROUP BY ALL HAVING count(DISTINCT key) = 1),
in_base AS (
  SELECT last, any_value(key) AS key FROM whole GROUP BY last HAVING count(DISTINCT key) = 1 AND count(DISTINCT story_id) > 2)
-- A surname alone is whom the story names in full by it, else whom the base does in three stories; never one of two.
SELECT sure.* REPLACE (CASE WHEN sure.kind = 'person' THEN coalesce(s.key, b.key, sure.key) ELSE sure.key END AS key)
FROM sure LEFT JOIN in_story s ON s.story_id = sure.story_id AND s.last = sure.key LEFT JOIN in_base b ON b.last = sure.key
ORDER BY sure.kind, key;

-- Who speaks may have no name: "the president" has a page and is found by its words, and is on no list of people.
CREATE TABLE named AS
SELECT kind, key, coalesce(mode(name) FILTER (kind <> 'person' OR lower(name) = key), mode(name)) AS name, count(DISTINCT story_id)::INTEGER AS stories, sum(articles)::INTEGER AS articles,
  any_value(country) AS country, any_value(value) AS value, any_value(rule) AS rule,
  kind = 'person' AND (split_part(key, ' ', 1) IN (SELECT word FROM given_determiners) OR bool_and(name = lower(name))) AS described
FROM entity GROUP BY kind, key ORDER BY kind, key;

-- What stories may be narrowed by, numbered: counting numbers costs half of counting names.
CREATE TABLE told AS
SELECT DISTINCT * FROM (
  SELECT s.number AS story, 'outlet' AS name, unnest(s.outlets) AS value FROM story s
  UNION ALL SELECT s.number, 'agency', unnest(s.agencies) FROM story s
  UNION ALL SELECT s.number, 'language', p.language FROM piece p JOIN story s USING (story_id) WHERE NOT p.withdrawn
  UNION ALL SELECT s.number, 'origin', o.name FROM origin o JOIN story s USING (story_id) WHERE o.kind = 'agency'
  UNION ALL SELECT s.number, e.kind, e.key FROM entity e JOIN story s USING (story_id) JOIN named n ON n.kind = e.kind AND n.key = e.key AND NOT n.described
  UNION ALL SELECT s.number, 'event', e.type FROM event e JOIN story s USING (story_id))
WHERE value <> '';

CREATE TABLE label AS
SELECT (row_number() OVER (ORDER BY t.name, t.value))::INTEGER AS id, (dense_rank() OVER (ORDER BY t.name))::UTINYINT AS kind,
  t.name, t.value, coalesce(n.name, t.value) AS label
FROM (SELECT DISTINCT name, value FROM told) t LEFT JOIN named n ON n.kind = t.name AND n.key = t.value ORDER BY id;

CREATE TABLE facet AS
SELECT told.story, label.kind, label.id FROM told JOIN label USING (name, value) ORDER BY label.id, told.story;

DROP TABLE told;

CREATE TABLE party AS
SELECT DISTINCT e.kind, e.key, v.event_id, v.story_id
FROM (SELECT story_id, event_id, unnest(list_concat(actors, recipients, [place_id])) AS entity_id FROM event) v
JOIN entity e ON e.story_id = v.story_id AND e.entity_id = v.entity_id
ORDER BY kind, key;

CREATE TABLE dyad AS
WITH sides AS (
  SELECT event_id, a, b FROM (
    SELECT event_id, unnest(actor_countries) AS a, CASE WHEN len(recipient_countries) > 0 THEN recipient_countries ELSE actor_countries END AS bs
    FROM event), unnest(bs) AS other(b))
SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b, event_id FROM sides WHERE a <> b ORDER BY a, b;

CREATE TABLE conflict AS
SELECT p.story_id, e.article_id, e.base_article_id, e.kind, e.base_text, e.text,
  md5(concat(e.kind, chr(1), least(e.base_text, e.text), chr(1), greatest(e.base_text, e.text))) AS key
FROM given_edits e JOIN piece p USING (article_id)
WHERE e.substantive AND e.kind IN ('number', 'negation', 'quote_altered');
