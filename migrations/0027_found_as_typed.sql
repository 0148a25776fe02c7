-- +goose Up
-- What is typed into a search of cards, documents or courses meets them without
-- regard to case, accents, vowel signs and forms of letters, as package fold
-- says; its vectors are this function's too. Two spellings stand in what it
-- returns, one below the other, where they differ: ü as u and as ue.

-- +goose StatementBegin
create function searchable(t text) returns text language plpgsql immutable strict parallel safe as $$
declare
    s      text;
    wide   text;
    result text;
begin
    if octet_length(t) = char_length(t) then
        return lower(t);
    end if;
    -- What cannot be seen.
    s := regexp_replace(t, '[\u00ad\u00b7\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]', '', 'g');
    -- Under the locale C, lower knows ASCII alone.
    s := translate(lower(normalize(s, NFKC)), 'ЙЇЎЃЌÄÖÜÅØ', 'йїўѓќäöüåø');
    wide := replace(replace(replace(replace(replace(s, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'å', 'aa'), 'ø', 'oe');
    loop
        -- Letters of their own keep their mark, out of sight of the next step.
        s := normalize(translate(s, 'йїўѓќ', E'\uE000\uE001\uE002\uE003\uE004'), NFD);
        s := regexp_replace(s, '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u093c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]', '', 'g');
        s := translate(normalize(s, NFC), E'\uE000\uE001\uE002\uE003\uE004', 'йїўѓќ');
        s := translate(lower(s), 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЃЄЅІЇЈЉЊЋЌЍЎЏҐĐÐĦŁŊŒÆØÞŦɃƁƇƉƊƐƏƎƓƗƘƝƆƟƤƬɄƲƳƵẞ',
                                 'αβγδεζηθικλμνξοπρστυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюяђѓєѕіїјљњћќѝўџґđðħłŋœæøþŧƀɓƈɖɗɛəǝɠɨƙɲɔɵƥƭʉʋƴƶß');
        s := replace(replace(replace(replace(replace(replace(replace(s, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'), 'װ', 'וו'), 'ױ', 'וי'), 'ײ', 'יי');
        s := translate(s, 'đðħıĸłŋøŧƀɓƈɖɗɛəǝɠɨƙɲɔɵƥƭʉʋƴƶςґٱىیېےةہەھۃکڪں׳״־‘’‚‛“”„‟«»‐‒–—―−ʹʺʻʼʽʾʿˈ·',
                          'ddhiklnotbbcddeeegiknooptuvyzσгاييييهههههككن''"-''''''''""""""------');
        s := translate(s, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹߀߁߂߃߄߅߆߇߈߉०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯୦୧୨୩୪୫୬୭୮୯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯൦൧൨൩൪൫൬൭൮൯෦෧෨෩෪෫෬෭෮෯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉႐႑႒႓႔႕႖႗႘႙០១២៣៤៥៦៧៨៩᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙᥆᥇᥈᥉᥊᥋᥌᥍᥎᥏᧐᧑᧒᧓᧔᧕᧖᧗᧘᧙᪀᪁᪂᪃᪄᪅᪆᪇᪈᪉᪐᪑᪒᪓᪔᪕᪖᪗᪘᪙᭐᭑᭒᭓᭔᭕᭖᭗᭘᭙᮰᮱᮲᮳᮴᮵᮶᮷᮸᮹᱀᱁᱂᱃᱄᱅᱆᱇᱈᱉᱐᱑᱒᱓᱔᱕᱖᱗᱘᱙꘠꘡꘢꘣꘤꘥꘦꘧꘨꘩꣐꣑꣒꣓꣔꣕꣖꣗꣘꣙꤀꤁꤂꤃꤄꤅꤆꤇꤈꤉꧐꧑꧒꧓꧔꧕꧖꧗꧘꧙꧰꧱꧲꧳꧴꧵꧶꧷꧸꧹꩐꩑꩒꩓꩔꩕꩖꩗꩘꩙꯰꯱꯲꯳꯴꯵꯶꯷꯸꯹',
                          '01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789');
        if result is not null then
            return case when s = result then s else result || E'\n' || s end;
        end if;
        result := s;
        s := wide;
    end loop;
end $$;
-- +goose StatementEnd

comment on function searchable is 'Follows internal/platform/fold; a change needs a new migration that rebuilds notes.searchable.';

alter table notes add column searchable text not null generated always as (searchable(front || ' ' || back)) stored;

-- A name is one name, however the device that sent it writes its accents.
update documents set title = normalize(title, NFC) where title is not nfc normalized;
update documents set file_name = normalize(file_name, NFC) where file_name is not nfc normalized;
update courses set title = normalize(title, NFC) where title is not nfc normalized;
update notes n set tags = (select array_agg(distinct normalize(t, NFC)) from unnest(n.tags) t)
where exists (select from unnest(n.tags) t where t is not nfc normalized);

-- +goose Down
alter table notes drop column searchable;
drop function searchable;
